"""Intake: from bytes of many kinds to clean pages."""

from .page import Page

__all__ = ["Page"]
