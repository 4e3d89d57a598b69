"""How often codes may be wrong: counted for a link, because a school is one network.

No address of a machine is kept, not even here. Twenty an hour find none of a hundred million
codes; and whoever uses them up keeps nobody from answering, only from going on elsewhere.
Wrong slips are not counted: twenty by one would shut out all others, and there are fifty
thousand million of them.
"""

from cordata.web.limits import is_full, take

MISSES = 20


def may_try(token: str) -> bool:
    """Whether another code may be tried for this link."""
    return not is_full(_what(token), MISSES)


def count_miss(token: str) -> None:
    """One more was wrong."""
    take(_what(token), MISSES)


def _what(token: str) -> str:
    return f"codes:{token}"
