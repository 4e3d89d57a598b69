"""Limits of an hour last an hour, also in the cache that Cordata is served with."""

import datetime as dt

import pytest
from django.core.cache.backends import db as database_cache
from django.core.management import call_command
from django.test import RequestFactory
from django.utils import timezone

from cordata.web.limits import is_full, take, too_often


@pytest.fixture(autouse=True)
def served(db, settings):
    """The cache of a real Cordata: a table."""
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "cache",
        },
        "memory": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    }
    call_command("createcachetable")


@pytest.fixture
def later(monkeypatch):
    def by(**time):
        then = timezone.now() + dt.timedelta(**time)
        monkeypatch.setattr(database_cache, "tz_now", lambda: then)

    return by


def test_what_is_used_up_stays_so_for_an_hour(later):
    assert [take("codes", 2) for _ in range(3)] == [True, True, False]

    later(minutes=55)
    assert is_full("codes", 2)
    assert not take("codes", 2)

    later(minutes=61)
    assert not is_full("codes", 2)
    assert take("codes", 2)


def test_one_thing_used_up_is_not_another():
    assert take("here", 1)

    assert not is_full("there", 1)
    assert take("there", 1)


def asked(address, told=""):
    more = {"HTTP_X_FORWARDED_FOR": told} if told else {}
    return RequestFactory().post("/", REMOTE_ADDR=address, **more)


def test_addresses_are_counted_apart():
    found = [
        too_often(asked(one), "wish", 1) for one in ("192.0.2.1", "192.0.2.1", "192.0.2.2")
    ]

    assert found == [False, True, False]


def test_behind_our_proxy_people_are_not_one_address(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    told = ("203.0.113.7", "203.0.113.7", "198.51.100.1, 203.0.113.8", "203.0.113.9")

    found = [too_often(asked("192.0.2.1", one), "wish", 1) for one in told]

    assert found == [False, True, False, False]
