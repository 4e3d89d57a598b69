"""Views of agreements: ``template``, ``desk`` and ``party``."""
