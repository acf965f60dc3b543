"""A second reader of what the lexicon found: a small model that judges one event at a time from its whole sentence."""

from .events import EventJudge
from .model import Judge
from .question import Question, hint
from .verdict import NONE, Verdict

__all__ = ["NONE", "EventJudge", "Judge", "Question", "Verdict", "hint"]
