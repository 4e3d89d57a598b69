"""How often something may be done in an hour, by strangers or with a link.

Each time takes one of so many places, and each place is free again an hour later. Two at once
never get the same one: the cache's ``add`` sees to it. (Its ``incr`` would neither count two
at once nor keep a number for longer than five minutes.)
"""

import hashlib

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

HOUR = 3600


def too_often(request: HttpRequest, what: str, most: int) -> bool:
    """Count one sending of ``what`` from where it comes; yes if there is no place for it.

    Behind our own proxies the address is the one that they tell, not theirs.
    """
    return not take(f"{what}:{get_adapter().get_client_ip(request)}", most)


def take(what: str, most: int) -> bool:
    """Take one of ``most`` places for an hour; no if none is free."""
    places = _places(what, most)
    taken = cache.get_many(places)
    return any(cache.add(place, 1, HOUR) for place in places if place not in taken)


def is_full(what: str, most: int) -> bool:
    """Whether no place is free."""
    return len(cache.get_many(_places(what, most))) >= most


def _places(what: str, most: int) -> list[str]:
    # No address and no link stands in the cache as it is.
    name = hashlib.sha256(what.encode()).hexdigest()[:32]
    return [f"place-{name}-{number}" for number in range(most)]
