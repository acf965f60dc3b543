"""Who is mentioned in a report, and which mentions mean the same entity."""

from .chains import Chain
from .linker import Linker
from .mention import Mention
from .mentions import MentionFinder
from .speakers import with_speakers

__all__ = ["Chain", "Linker", "Mention", "MentionFinder", "with_speakers"]
