"""Every address, by area. Each begins with a language: /it/networks/it/."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from cordata.web.accounts.views import second_step, sign_in
from cordata.web.dates.views.mine import feed
from cordata.web.home.sitemap import sitemap
from cordata.web.home.views import fail, forbid, health, lose, robots
from cordata.web.line.views import service_worker

# The providers know these addresses: they speak no language either.
SSO_URLS = [f"allauth.socialaccount.providers.{kind}.urls" for kind in settings.SSO_KINDS]
urlpatterns = [
    # For machines, which speak no language.
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("health", health, name="alive"),
    path("sw.js", service_worker, name="service-worker"),
    path("calendar/<str:token>.ics", feed, name="calendar-feed"),
    *(path("sso/", include(urls)) for urls in SSO_URLS),
    *i18n_patterns(
        path("", include("cordata.web.home.urls")),
        # Named as allauth looks for them; the pages are ours.
        path("sign-in/", sign_in.ask_code, name="account_login"),
        path("sign-in/again/", sign_in.ask_code, name="account_request_login_code"),
        path("sign-in/code/", sign_in.give_code, name="account_confirm_login_code"),
        path("sign-in/second-step/", second_step.give, name="mfa_authenticate"),
        path("", include("cordata.web.accounts.urls")),
        path("", include("cordata.web.schools.urls")),
        path("", include("cordata.web.networks.urls")),
        path("", include("cordata.web.calls.urls")),
        path("", include("cordata.web.selection.urls")),
        path("", include("cordata.web.applications.urls")),
        path("", include("cordata.web.clusters.urls")),
        path("", include("cordata.web.agreements.urls")),
        path("", include("cordata.web.cycles.urls")),
        path("", include("cordata.web.surveys.urls")),
        path("", include("cordata.web.answering.urls")),
        path("", include("cordata.web.reports.urls")),
        path("", include("cordata.web.instruments.urls")),
        path("", include("cordata.web.talk.urls")),
        path("", include("cordata.web.dates.urls")),
        path("", include("cordata.web.diary.urls")),
        path("", include("cordata.web.reviews.urls")),
        path("", include("cordata.web.coordinating.urls")),
        path("", include("cordata.web.documents.urls")),
        path("", include("cordata.web.costs.urls")),
        path("", include("cordata.web.simulate.urls")),
        path("", include("cordata.web.practices.urls")),
        path(
            "", include("cordata.web.models.urls")
        ),  # before projects, whose ids are free words
        path("", include("cordata.web.evidence.urls")),
        path("", include("cordata.web.recommendations.urls")),
        path("", include("cordata.web.exchange.urls")),
        path("", include("cordata.web.policy.urls")),
        path("", include("cordata.web.atlas.urls")),
        path("", include("cordata.web.guidelines.urls")),
        path("", include("cordata.web.line.urls")),
        path("", include("cordata.web.search.urls")),
        path("", include("cordata.web.admin.urls")),
        *([path("", include("cordata.web.catalogue.urls"))] if settings.SHOW_CATALOGUE else []),
        prefix_default_language=True,
    ),
]
handler403 = forbid
handler404 = lose
handler500 = fail
