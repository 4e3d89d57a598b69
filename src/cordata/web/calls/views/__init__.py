"""Views of calls: ``desk`` for coordinators, ``public`` for everybody."""
