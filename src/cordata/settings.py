"""Every setting of Cordata, in one place. The environment decides; nothing else does.

The safe answer is always the default: without CORDATA_DEBUG=yes, Cordata refuses to
start until it is told its secret key and its hosts.
"""

from pathlib import Path

from django.utils.csp import CSP

from cordata.kit import database, env, sso, video

HERE = Path(__file__).parent
DEBUG = env.flag("CORDATA_DEBUG", default=False)
# A network to try: example people, and mails that are shown instead of sent.
DEMO = env.flag("CORDATA_DEMO", default=False)
TRYING = DEBUG or DEMO
# Of components, for who builds pages; never there when Cordata serves for real.
SHOW_CATALOGUE = TRYING and env.flag("CORDATA_CATALOGUE", default=DEBUG)

SECRET_KEY = env.text(
    "CORDATA_SECRET_KEY", "only for trying, never for real" if TRYING else None
)
ALLOWED_HOSTS = env.words("CORDATA_HOSTS", "localhost,127.0.0.1,[::1]" if TRYING else None)
PUBLIC_ADDRESS = env.text("CORDATA_ADDRESS", "http://localhost:8000" if TRYING else None)
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS]

# --- Organisations that people sign in through, if any ---
SOCIALACCOUNT_PROVIDERS = sso.providers()
SSO_KINDS = tuple(SOCIALACCOUNT_PROVIDERS)
SOCIALACCOUNT_ADAPTER = "cordata.web.accounts.single_sign_on.Adapter"
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = ""
# Some ministries prove every address and never say so.
SSO_TRUSTS_ADDRESSES = env.flag("CORDATA_SSO_TRUSTS_ADDRESSES", default=False)

# --- Rooms for meetings, if the operator has a server; by country, "" for the others ---
VIDEO_SERVERS = video.servers()

# --- The house --------------------------------------------------------------
INSTALLED_APPS = [
    "cordata.history",
    "cordata.notices",
    "cordata.accounts",
    "cordata.unsent",
    "cordata.documents",
    "cordata.schools",
    "cordata.networks",
    "cordata.calls",
    "cordata.clusters",
    "cordata.cycles",
    "cordata.surveys",
    "cordata.costs",
    "cordata.practices",
    "cordata.evidence",
    "cordata.guidance",
    "cordata.exchange",
    "cordata.search",
    "cordata.web",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    *sso.apps(SOCIALACCOUNT_PROVIDERS),
    "django_htmx",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pages; files are compressed already. Forms carry a masked token, so length tells nothing.
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "cordata.web.answering.doors.NamelessMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cordata.web.languages.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cordata.web.accounts.last_seen.LastSeenMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "cordata.web.line.middleware.LineMiddleware",
    "cordata.web.doors.LockedDoorMiddleware",
    "cordata.web.doors.DeadEndMiddleware",
    "cordata.web.clusters.ended.EndedMiddleware",
]
ROOT_URLCONF = "cordata.urls"
WSGI_APPLICATION = "cordata.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Templates live beside their views: "web/clusters/plan.html".
        "DIRS": [HERE],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cordata.web.shell.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django.contrib.humanize.templatetags.humanize",
                "cordata.web.templatetags.cordata",
            ],
        },
    },
]

# --- Data and work ----------------------------------------------------------
DATABASES = {
    "default": database.from_address(
        env.text("CORDATA_DATABASE", "sqlite:///var/cordata.sqlite3" if TRYING else None)
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# Rate limits must hold across processes, so they are kept in the database.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # the usual 300 would forget limits in a flood
    },
    # What may be worked out again at any time: each process keeps its own.
    "memory": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
}
# Files that people send: outside the web root, served through access alone.
FILES_FOLDER = Path(env.text("CORDATA_FILES", "var/files"))
# A command that gets a path and answers 0 for clean, 1 for infected: "clamdscan --fdpass".
FILE_SCANNER = env.text("CORDATA_FILE_SCANNER", "")
# How far long jobs are; pages and worker share it.
PROGRESS_FOLDER = Path(env.text("CORDATA_PROGRESS", "var/progress"))
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
UPLOAD_LIMIT = 60 * 1024 * 1024

# --- Languages --------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("it", "Italiano"),
    ("nl", "Nederlands"),
    ("hr", "Hrvatski"),
    ("cs", "Čeština"),
    ("hu", "Magyar"),
    ("pt", "Português"),
]
LOCALE_PATHS = [HERE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Brussels"

# --- Pages ------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("CORDATA_STATIC", "var/static"))
STATICFILES_DIRS = [HERE / "web" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TRYING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = TRYING
STATIC_ROOT.mkdir(parents=True, exist_ok=True)

# --- People -----------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:this-week"
ACCOUNT_ADAPTER = "cordata.web.accounts.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_EMAIL_VERIFICATION = "none"  # the code itself proves the address
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGIN_TIMEOUT = 24 * 3600  # so that a code that is too old is known to be one
# A school is one address: limits count askers by e-mail, and only floods by network. Who
# has used up the guesses of a day still gets in by the link of the mail.
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "60/m/ip,60/m/key" if DEMO else "60/m/ip,3/m/key,10/h/key",
    "login_failed": "600/h/ip,600/h/key" if DEMO else "200/m/ip,10/5m/key",
    "guess_login_code": "600/h/ip,600/h/key" if DEMO else "200/h/ip,20/d/key",
}
# The second step is everybody's own choice; a passkey is a way in by itself.
MFA_ADAPTER = "cordata.web.accounts.second_step.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Cordata"
MFA_RATE_LIMITS = {"webauthn_login": "200/m/ip"}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = TRYING
MFA_REAUTHENTICATION_REQUIRED = False  # our pages ask themselves: signed in lately?
# How many proxies of ours stand in front and add to X-Forwarded-For.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("CORDATA_PROXIES", 0)
# Our own middleware does it, seldom: a write for every page would stop at SQLite's one pen.
USERSESSIONS_TRACK_ACTIVITY = False
FORM_RENDERER = "cordata.web.forms.Renderer"
SESSION_COOKIE_AGE = 30 * 24 * 3600

# --- Mail -------------------------------------------------------------------
MAIL_FROM = env.text("CORDATA_MAIL_FROM", "Cordata <cordata@localhost>")
DEFAULT_FROM_EMAIL = MAIL_FROM
# Letters of a thread can be answered by mail to reply+...@ this domain; none without it.
REPLY_DOMAIN = env.text("CORDATA_REPLY_DOMAIN", "")
# Where the worker fetches those answers, unless the mail server pipes them to us.
IMAP_URL = env.text("CORDATA_IMAP_URL", "")
MAILERS = {
    "default": {
        "BACKEND": "cordata.kit.mail.PrintedMail",
    }
    if TRYING
    else {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": env.text("CORDATA_MAIL_HOST", "localhost"),
            "port": env.number("CORDATA_MAIL_PORT", 25),
            "username": env.text("CORDATA_MAIL_USER", ""),
            "password": env.text("CORDATA_MAIL_PASSWORD", ""),
            "use_tls": env.flag("CORDATA_MAIL_TLS", default=False),
        },
    }
}

# --- DOIs -------------------------------------------------------------------
# Off without an account: whoever has a repository with DataCite names it here.
DATACITE_URL = env.text("CORDATA_DATACITE_URL", "https://api.datacite.org")
DATACITE_REPOSITORY = env.text("CORDATA_DATACITE_REPOSITORY", "")
DATACITE_PASSWORD = env.text("CORDATA_DATACITE_PASSWORD", "")
DATACITE_PREFIX = env.text("CORDATA_DATACITE_PREFIX", "")

# --- Safety -----------------------------------------------------------------
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF, *sso.origins(SOCIALACCOUNT_PROVIDERS)],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_HTTPONLY = False  # htmx sends it as a header
if not TRYING:
    SECURE_SSL_REDIRECT = env.flag("CORDATA_HTTPS", default=True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
