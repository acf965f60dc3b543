"""Names of places and where they lie."""

from .gazetteer import Candidate, Gazetteer
from .names import fold

__all__ = ["Candidate", "Gazetteer", "fold"]
