"""Expressions of time: words to symbols (`lexicon`), these to expressions (`grammar`), these to days (`resolve`)."""

from .calendar import Interval
from .grammar import Expression, Grammar
from .lexicon import Lexicon, Word
from .resolve import Resolver
from .tense import TenseReader

__all__ = ["Expression", "Grammar", "Interval", "Lexicon", "Resolver", "TenseReader", "Word"]
