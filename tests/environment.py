"""Loaded before anything else: tests try Cordata, they never serve it for real."""

import os

os.environ.setdefault("CORDATA_DEBUG", "yes")
os.environ.setdefault("CORDATA_DATABASE", "sqlite:///var/tests.sqlite3")
