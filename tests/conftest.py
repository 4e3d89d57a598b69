"""What every test needs: tasks at once, letters kept, limits forgotten."""

import os
import sqlite3

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test import override_settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from cordata.surveys.queries.answering import zone_of
from cordata.surveys.queries.forms import form_of
from tests import copies

# A slow machine is no fault of the code: speed is measured in bench/.
hypothesis_settings.register_profile(
    "patient", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
# The same cases in every run: a run turns red by a change alone. To look for new ones:
# pytest --hypothesis-profile=patient.
hypothesis_settings.register_profile(
    "steady", hypothesis_settings.get_profile("patient"), derandomize=True
)
hypothesis_settings.load_profile("steady")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """Begin with a copy of the migrated database; there is nothing left to migrate then."""
    if connection.vendor == "postgresql":
        named = copies.template(os.environ["CORDATA_DATABASE"])
        settings.DATABASES["default"]["TEST"]["TEMPLATE"] = named
        yield
        return
    # What lies in shared memory is there as long as somebody is connected to it.
    held = sqlite3.connect("file:memorydb_default?mode=memory&cache=shared", uri=True)
    copies.fill(held)
    yield
    held.close()


@pytest.fixture(autouse=True)
def _at_once(tmp_path):
    """Slow work runs at once, and mails go to a list instead of the terminal."""
    tasks = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
    mailers = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    memory = "django.core.cache.backends.locmem.LocMemCache"
    kinds = {name: {"BACKEND": memory, "LOCATION": name} for name in ("default", "memory")}
    with override_settings(
        TASKS=tasks,
        MAILERS=mailers,
        CACHES=kinds,
        PROGRESS_FOLDER=tmp_path / "progress",
        FILES_FOLDER=tmp_path / "files",
        WHITENOISE_AUTOREFRESH=True,  # else every client looks through all files when it is made
    ):
        for kept in caches.all(initialized_only=False):
            kept.clear()
        for kept in (form_of, zone_of):  # the keys of one test come again in the next
            kept.cache_clear()
        yield
