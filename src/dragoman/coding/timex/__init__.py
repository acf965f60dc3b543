"""Expressions of time: words to symbols (`lexicon`), these to expressions (`grammar`), these to days (`resolve`)."""

from .calendar import Interval
from .grammar import Expression, Grammar
from .lexicon import Lexicon, Word
from .reading import Context, Reading
from .resolve import check, read
from .tense import TenseReader

__all__ = [
    "Context", "Expression", "Grammar", "Interval", "Lexicon", "Reading", "TenseReader", "Word", "check", "read",
]  # fmt: skip
