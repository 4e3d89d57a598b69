"""Views of applications: ``begin``, ``write``, ``send``, ``declare`` and ``desk``."""
