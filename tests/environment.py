"""Loaded before anything else: tests try Cordata, they never serve it for real."""

import os

os.environ.setdefault("CORDATA_DEBUG", "yes")
os.environ.setdefault("CORDATA_DATABASE", "sqlite:///var/tests.sqlite3")

# Providers to sign in through; the tests that use them bring stand-ins of their own.
os.environ.setdefault("CORDATA_OIDC_SERVER", "http://127.0.0.1:9")
os.environ.setdefault("CORDATA_OIDC_CLIENT", "cordata")
os.environ.setdefault("CORDATA_OIDC_SECRET", "only for tests")
os.environ.setdefault("CORDATA_SAML_ADDRESS", "http://127.0.0.1:9/sso")
os.environ.setdefault("CORDATA_SAML_ENTITY", "urn:tests")
os.environ.setdefault("CORDATA_SAML_CERTIFICATE", "none")
