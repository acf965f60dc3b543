"""A page's headline: its title without the name of the site."""

from __future__ import annotations

import re
from typing import Any

from .metadata_values import MAX_VALUE, one_line

_SEPARATOR = re.compile(r"\s+(?:[|\u2022\u00b7\u00bb\u2039\u203a]|[-\u2013\u2014:]{1,2})\s+")
_WORD = re.compile(r"[^\W_]+")


def title(tree: Any, said: str, site: str) -> str:
    """The headline: as metadata give it, else the page's title, without the name of the site."""
    element = next(tree.iter("title"), None)
    title = said or (one_line("".join(element.itertext())) if element is not None else "")
    heads = [t for h in list(tree.iter("h1"))[:3] if (t := one_line("".join(h.itertext())[:MAX_VALUE]))]
    return without_site(title, site, heads) or (heads[0] if len(heads) == 1 else "")


def without_site(title: str, site: str = "", headings: list[str] | None = None) -> str:
    """A page's title without " | The Daily News" and the like.

    A part behind a bar goes, behind a dash only where it is the site's name or the rest is the page's heading.
    """
    for heading in headings or []:
        if len(heading.split()) >= 3 and title.startswith(heading) and _SEPARATOR.match(title, len(heading)):
            return heading
    parts = list(_SEPARATOR.finditer(title))
    if parts and site and _same(title[parts[-1].end() :], site):
        return title[: parts[-1].start()]
    bars = [m for m in parts if m.group().strip() in "|\u2022\u00b7\u00bb\u203a"]
    if bars and len(title[: bars[0].start()].split()) >= 3:
        return title[: bars[0].start()]
    return title


def _same(part: str, site: str) -> bool:
    a, b = (" ".join(_WORD.findall(t.lower())) for t in (part, site))
    return bool(a) and (a in b or b in a)
