"""Views: ``assess`` for assessors, ``rank`` and ``decide`` for coordinators, ``school``."""
