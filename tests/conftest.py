"""Fixtures that many tests share."""

from __future__ import annotations

import pytest

import dragoman


@pytest.fixture(scope="session")
def coder() -> dragoman.Coder:
    """One coder for the whole run, since loading the model takes a second."""
    return dragoman.Coder()


@pytest.fixture(scope="session")
def lexicon_coder() -> dragoman.Coder:
    """A coder without the model: what lexicon, frames and rules give by themselves."""
    return dragoman.Coder(judged=False)
