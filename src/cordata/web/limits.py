"""How often strangers may send a form from one address of the network; counted for an hour."""

from django.core.cache import cache
from django.http import HttpRequest

HOUR = 3600


def too_often(request: HttpRequest, what: str, most: int) -> bool:
    """Count one sending of ``what``; yes once there were more than ``most`` in the hour."""
    key = f"{what}:{request.META.get('REMOTE_ADDR')}"
    cache.add(key, 0, HOUR)
    return cache.incr(key) > most
