"""Language: from clean text to sentences and one parse for all coders."""

from .parser import Parser
from .sentences import SentenceSplitter

__all__ = ["Parser", "SentenceSplitter"]
