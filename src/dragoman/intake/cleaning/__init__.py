"""Placeholder."""

from __future__ import annotations

from ..page import Page


def clean(raw: str, kind: str | None = None) -> Page:
    return Page(text=raw, raw=raw)
