"""Who says what: quotations, the words that tell of speech, and whose words they are."""

from .cues import Cues
from .found import Found
from .marks import Quotation, quotations

__all__ = ["Cues", "Found", "Quotation", "quotations"]
