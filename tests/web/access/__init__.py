"""Who may open which address: one written table per area, walked by test_access.py.

A row is ``(method, route, arguments, expected)``. ``arguments`` is a function of the cast
(and may make what it needs); ``expected`` maps a role of ``tests.cast.ROLES`` to a status.
Roles that are not named get ``DEFAULT[...]``: visitors are sent to the sign-in (302), the
others are told nothing (404) unless the row has its own "others".
"""
