"""Views of applications: ``begin``, ``write``, ``together``, ``send``, ``declare`` and ``desk``."""
