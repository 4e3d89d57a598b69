"""How often codes may be wrong: counted for a link, because a school is one network.

No address of a machine is kept, not even here. Twenty an hour find none of a hundred million
codes; and whoever uses them up keeps nobody from answering, only from going on elsewhere.
"""

import hashlib

from django.core.cache import cache

MISSES = 20
SECONDS = 3600


def may_try(token: str) -> bool:
    """Whether another code may be tried for this link."""
    return int(cache.get(_key(token), 0)) < MISSES


def count_miss(token: str) -> None:
    """One more was wrong."""
    if not cache.add(_key(token), 1, SECONDS):
        cache.incr(_key(token))


def _key(token: str) -> str:
    return f"misses-{hashlib.sha256(token.encode()).hexdigest()[:32]}"
