"""The few tags of our pages. Pure: they read nothing and change nothing."""

from django import template

register = template.Library()
