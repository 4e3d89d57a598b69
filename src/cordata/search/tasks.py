"""The catalogue is brought up to date by the worker, a little at a time."""

from cordata.search.actions.keeping import file_some, keep_up


def keep_catalogue() -> bool:
    """Read what was done, then file a batch of what never was; whether more may be waiting."""
    return keep_up() > 0 or file_some() > 0
