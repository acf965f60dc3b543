"""The brief: what happened, what is feared, who said what, how much, when, where, with the texts themselves."""

from .brief import brief_html, write_brief
from .limits import Limits

__all__ = ["Limits", "brief_html", "write_brief"]
