"""Which language a page speaks: the address decides; without one, account, then browser."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.cache import patch_vary_headers

# The way back from an organisation's sign-in: one address, which still speaks to a person.
SSO = "/sso/"
CODES = {code for code, _name in settings.LANGUAGES}
# These addresses are the same in every language.
WITHOUT_LANGUAGE = (
    "/static/",
    "/health",
    "/robots.txt",
    "/sitemap.xml",
    "/sw.js",
    "/favicon",
    "/.well-known/",
    "/calendar/",
)


class LanguageMiddleware:
    """Activates the language of the address, or redirects to the address that has one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        code = request.path_info.split("/")[1]
        if code in CODES:
            with translation.override(code):
                request.LANGUAGE_CODE = code
                response = self.get_response(request)
                response.headers.setdefault("Content-Language", code)
                return response
        if request.path_info.startswith(SSO):
            with translation.override(_wanted(request)):
                return self.get_response(request)
        if request.path_info.startswith(WITHOUT_LANGUAGE) or request.method != "GET":
            return self.get_response(request)
        return _to_a_language(request)


def _to_a_language(request: HttpRequest) -> HttpResponse:
    response = HttpResponseRedirect(f"/{_wanted(request)}{request.get_full_path()}")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


def _wanted(request: HttpRequest) -> str:
    language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return language if language in CODES else translation.get_language_from_request(request)
