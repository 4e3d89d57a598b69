"""Who did what to which thing, when. One line per action, never changed."""
