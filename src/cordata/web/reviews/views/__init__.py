"""Views of looking back, by what is looked back on."""
