"""Who is mentioned in a report, and which mentions mean the same entity."""

from .chains import Chain, Chains
from .mentions import Mention, MentionFinder
from .pronouns import PronounLinker

__all__ = ["Chain", "Chains", "Mention", "MentionFinder", "PronounLinker"]
