"""How much of an archive one page holds; what is left out, the page says."""

from __future__ import annotations

import msgspec


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """The most of each that the page shows. The counts, the timeline, the map and the dyads are made from all reports.

    reports: those shown with their text; all_characters, all_records: of all these together; characters, records: of
    one of them; highlights: events told at length; events: rows a status; sentence, line: characters of a quoted
    sentence on either side of what matters, and of a title, a name or an address.
    """

    reports: int = 40
    all_characters: int = 500_000
    all_records: int = 5_000
    highlights: int = 12
    events: int = 200
    statements: int = 150
    highlighted_statements: int = 16
    figures: int = 200
    characters: int = 20_000
    records: int = 600
    dropped: int = 60
    places: int = 120
    nodes: int = 12
    dyads: int = 60
    bars: int = 90
    sentence: int = 600
    line: int = 300
