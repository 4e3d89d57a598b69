"""Tests of small things."""
