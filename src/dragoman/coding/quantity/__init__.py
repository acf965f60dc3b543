"""Quantities in a text: numbers, their units and bounds, and what the parse says that they count.

By the text alone: `numbers` reads numerals, `units` what stands around them, `ranges`, `bounds` and `ages` what several
of them or their neighbours make of them, `names` which of them count nothing. By the parse: `phrases`, `clause`,
`measured`, `change`, `counted` find what they count and whose it is, `setting` when and by whom.
"""

from .ages import Ages
from .bounds import Bounds
from .counted import Counted, Counter
from .holders import Holders
from .kinds import kind_of, unit_of
from .measure import Measure
from .names import Names
from .numbers import Number, Numbers
from .phrases import Phrases
from .ranges import Ranges
from .setting import Setting
from .tables import Tables
from .units import Units

__all__ = [
    "Ages", "Bounds", "Counted", "Counter", "Holders", "Measure", "Names", "Number", "Numbers", "Phrases", "Ranges",
    "Setting", "Tables", "Units", "kind_of", "unit_of",
]  # fmt: skip
