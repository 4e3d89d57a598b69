"""What is read of practices. ``published`` is what search and recommendations tie to."""

from cordata.practices.queries.published import (
    Said,
    published,
    said_in,
    summary_in,
    title_in,
    with_ids,
)

__all__ = ["Said", "published", "said_in", "summary_in", "title_in", "with_ids"]
