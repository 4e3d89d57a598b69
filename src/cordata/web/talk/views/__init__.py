"""Views of talk: ``threads``, ``posts``, ``files``, ``digest``."""
