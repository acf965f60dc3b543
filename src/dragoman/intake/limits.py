"""How much of the outside world intake takes in at once."""

from __future__ import annotations

import msgspec

MB = 1_000_000


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds on what is read; what lies beyond them is refused with a sentence, never read in part.

    max_bytes: of one report: a text or HTML file, an e-mail, or one row of JSON lines or CSV.
    max_chars: of one report's clean text; the parse of a million characters takes half a gigabyte.
    max_container_bytes: of a file that holds many reports and must be read whole (JSON, a feed, a PDF, a folder of
        mail). JSON lines and CSV are streamed, so their files have no bound.
    max_ratio: decompressed to compressed bytes; text reaches 4 to 20, a bomb 1000. Counted from `ratio_from` bytes on.
    max_pages: of a PDF. max_depth: folders within folders. max_files: that one run lists.
    max_redirects, timeout: of a fetch; the timeout is the whole fetch's, in seconds.
    """

    max_bytes: int = 20 * MB
    max_chars: int = 1_000_000
    max_container_bytes: int = 64 * MB
    max_ratio: float = 250.0
    ratio_from: int = 4 * MB
    max_pages: int = 2_000
    max_depth: int = 64
    max_files: int = 2_000_000
    max_redirects: int = 5
    timeout: float = 20.0


DEFAULT = Limits()
