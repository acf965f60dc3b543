"""What a page says of itself: title, date, publisher, author, url, language, licence."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from .bylines import without_byline_words
from .columns import language_code
from .dates import iso_day
from .linked_data import linked
from .metadata_values import MAX_VALUE, field_names, fitting, one_line
from .page_title import title

# Metadata stands in the first part of a page; what a page of many megabytes says at its end is not read.
_MAX_CHARS = 1_500_000
_HTMLDATE_CHARS = 400_000
_FIRST_DAY, _LAST_DAY = "1990-01-01", "2199-12-31"


def html_metadata(raw: str) -> dict[str, str]:
    """What a page says of itself.

    Args: raw: its HTML.
    Returns: "title", "date" (ISO day), "publisher", "author", "url", "language" (ISO 639), "licence", those that are
        known. In the order JSON-LD, meta elements (OpenGraph first), marked elements (`time`, `rel`, `itemprop`),
        `html lang`, `title`; the date at last from htmldate's search of address and markup.
    Errors: none; a page that is none gives nothing.
    """
    tree = _tree(raw)
    if tree is None:
        return {}
    data = linked(tree)
    meta = _meta(tree)
    site = _first(data, "publisher") or _first(meta, "publisher")
    found = {
        "title": title(tree, _first(data, "title") or _first(meta, "title"), site),
        "date": _first(data, "date") or _first(meta, "date") or _marked_date(tree) or _searched_date(raw),
        "publisher": site,
        "author": _first(data, "author") or _first(meta, "author") or _marked_author(tree),
        "url": _address(tree) or _first(meta, "url") or _first(data, "url"),
        "language": language_code(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
        or _first(data, "language") or _first(meta, "language"),
        "licence": _licence(tree) or _first(data, "licence") or _first(meta, "licence"),
    }  # fmt: skip
    return {name: value for name, value in found.items() if value}


def _tree(raw: str) -> Any:
    from lxml import etree

    data = raw[:_MAX_CHARS].encode("utf-8", "replace")
    if not data.strip():
        return None
    try:
        return etree.fromstring(data, etree.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True))
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _first(found: Mapping[str, str], field: str) -> str:
    return found.get(field, "")


def _meta(tree: Any) -> dict[str, str]:
    """Meta elements by name, property, itemprop or http-equiv."""
    said: dict[str, str] = {}
    authors: list[str] = []
    for element in tree.iter("meta"):
        content = one_line(element.get("content"))
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(attribute) or "").strip().lower()
            if name and content:
                said.setdefault(name, content)
                if name == "citation_author":
                    authors.append(content)
    if authors:
        said["citation_author"] = ", ".join(authors[:20])
    return {
        field: next((v for n in names if n in said and (v := fitting(field, said[n]))), "")
        for field, names in field_names().meta.items()
    }


def _marked_date(tree: Any) -> str:
    """A `time` element that is marked as the date of publication, or the only one of the page's own article."""
    days = []
    for element in tree.iter("time"):
        marks = " ".join(element.get(a) or "" for a in ("itemprop", "class", "property", "pubdate")).lower()
        day = iso_day(element.get("datetime") or element.get("content") or "".join(element.itertext())[:100])
        if not day:
            continue
        if element.get("pubdate") is not None or any(m in marks for m in field_names().marked["date"]):
            return day
        days.append(day)
    for element in tree.xpath("//*[@itemprop='datePublished'][@content or @datetime or @title]")[:5]:
        if day := iso_day(element.get("content") or element.get("datetime") or element.get("title")):
            return day
    return days[0] if len(set(days)) == 1 else ""


def _searched_date(raw: str) -> str:
    """htmldate's search of address, header and markup; its guess from any number in the page is left out."""
    if len(raw) > _HTMLDATE_CHARS:
        return ""
    from htmldate import find_date
    from lxml import html as pages

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        # A tree, not the text: htmldate would fetch a text that looks like an address.
        tree = pages.fromstring(raw.encode("utf-8", "replace"), parser=pages.HTMLParser(encoding="utf-8"))
        for element in list(tree.iter("time")):  # asked already; htmldate would choose among several
            element.drop_tree()
        found = find_date(tree, extensive_search=False, original_date=True, min_date=_FIRST_DAY, max_date=_LAST_DAY)
    except Exception:  # a search of last resort must not cost the page
        return ""
    return iso_day(found)


def _marked_author(tree: Any) -> str:
    """Who stands under rel=author or itemprop=author."""
    for element in tree.xpath("//*[@rel='author' or @itemprop='author']")[:5]:
        named = element.xpath(".//*[@itemprop='name']")
        name = one_line("".join((named[0] if named else element).itertext())[:MAX_VALUE])
        name = without_byline_words(name)
        if 1 < len(name.split()) <= 12:
            return name
    return ""


def _address(tree: Any) -> str:
    for element in tree.iter("link"):
        if (element.get("rel") or "").lower() == "canonical":
            return fitting("url", one_line(element.get("href")))
    return ""


def _licence(tree: Any) -> str:
    for element in tree.xpath("//*[(self::a or self::link) and contains(concat(' ', @rel, ' '), ' license ')]")[:1]:
        return one_line(element.get("href")) or one_line("".join(element.itertext()))
    return ""
