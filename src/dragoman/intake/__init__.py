"""Intake: from bytes of many kinds to clean pages.

>>> from dragoman.intake import read, Page, Unreadable
>>> for item in read(["news/", "feed.xml.gz", "-"]):        # doctest: +SKIP
...     print(item.origin, item.error if isinstance(item, Unreadable) else item.title)

`read` streams pages and, in their place, what could not be read; `count_inputs` gives a progress bar its total;
`read_bytes` reads what is at hand already. Formats, columns and limits stand in `docs/intake.md`.
"""

from .limits import Limits
from .page import Page
from .reader import read, read_bytes
from .sources import count_inputs
from .unreadable import Unreadable

__all__ = ["Limits", "Page", "Unreadable", "count_inputs", "read", "read_bytes"]
