"""Quantities in a text: numbers, their units and bounds, and what the parse says that they count.

`numbers` reads numerals, `units` what stands around them, `bounds` and `ranges` how exact they are, `names` which of
them count nothing; `counted` and `setting` read the parse.
"""

from .bounds import Bounds
from .counted import Counted, Counter
from .holders import Holders
from .names import Names
from .numbers import Number, Numbers
from .ranges import Ranges
from .setting import Setting
from .tables import Tables
from .units import Measure, Units

__all__ = [
    "Bounds",
    "Counted",
    "Counter",
    "Holders",
    "Measure",
    "Names",
    "Number",
    "Numbers",
    "Ranges",
    "Setting",
    "Tables",
    "Units",
]
