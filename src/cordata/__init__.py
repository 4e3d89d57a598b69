"""Cordata: the software that school-to-school mentoring networks run on."""
