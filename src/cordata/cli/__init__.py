"""The ``cordata`` command."""
