"""What a page says of itself: title, date, publisher, author, url, language, licence."""

from __future__ import annotations

import functools
import html
import json
import logging
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import msgspec

from ..knowledge import Knowledge
from .columns import language_code
from .dates import iso_day

# Metadata stands in the first part of a page; what a page of many megabytes says at its end is not read.
_MAX_CHARS = 1_500_000
_MAX_LINKED = 200_000
_MAX_VALUE = 1_000
_MAX_NODES = 2_000
_HTMLDATE_CHARS = 400_000
_FIRST_DAY, _LAST_DAY = "1990-01-01", "2199-12-31"
_SEPARATOR = re.compile(r"\s+(?:[|\u2022\u00b7\u00bb\u2039\u203a]|[-\u2013\u2014:]{1,2})\s+")
_WORD = re.compile(r"[^\W_]+")


class PageMetadata(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`data/intake/page_metadata.yaml`."""

    types: tuple[str, ...]
    linked: dict[str, tuple[str, ...]]
    meta: dict[str, tuple[str, ...]]
    marked: dict[str, tuple[str, ...]]


@functools.cache
def _names() -> PageMetadata:
    return Knowledge().table("intake/page_metadata.yaml", PageMetadata)


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
    linked = _linked(tree)
    meta = _meta(tree)
    site = _first(linked, "publisher") or _first(meta, "publisher")
    found = {
        "title": _title(tree, _first(linked, "title") or _first(meta, "title"), site),
        "date": _first(linked, "date") or _first(meta, "date") or _marked_date(tree) or _searched_date(raw),
        "publisher": site,
        "author": _first(linked, "author") or _first(meta, "author") or _marked_author(tree),
        "url": _address(tree) or _first(meta, "url") or _first(linked, "url"),
        "language": language_code(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
        or _first(linked, "language") or _first(meta, "language"),
        "licence": _licence(tree) or _first(linked, "licence") or _first(meta, "licence"),
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


def _line(value: object) -> str:
    """A value as one line, entities read."""
    text = value if isinstance(value, str) else ""
    return " ".join(html.unescape(text[:_MAX_VALUE]).split())


def _first(found: Mapping[str, str], field: str) -> str:
    return found.get(field, "")


def _fit(field: str, value: str) -> str:
    """The value where it can be one of that field, else ""."""
    if field == "date":
        return iso_day(value)
    if field == "language":
        return language_code(value)
    if field in ("url", "licence") and "://" in value[:10]:
        return value if _is_address(value) else ""
    if field == "url":
        return ""
    if field == "author":
        return "" if "://" in value or value.startswith("@") else value
    return "" if field == "publisher" and ("://" in value or value.startswith("@")) else value


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in parts.netloc and " " not in value


def _linked(tree: Any) -> dict[str, str]:
    """JSON-LD: the first object that is a report and says so."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        for node in _objects(_json("".join(script.itertext()))):
            if _is_report(node):
                found = {f: _linked_value(node, f, keys) for f, keys in _names().linked.items()}
                if found["title"] or found["date"]:
                    return found
    return {}


def _json(text: str) -> Any:
    """JSON, also as pages get it wrong: within a comment, with raw line breaks, with a comma too many."""
    text = text.strip()[:_MAX_LINKED]
    text = re.sub(r"^(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>|;)$", "", text).strip()
    for attempt in (text, re.sub(r",(\s*[}\]])", r"\1", text), html.unescape(text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _objects(content: Any) -> Iterator[Mapping[str, Any]]:
    """The objects in it, the outer ones first, as many as can matter."""
    queue = [content]
    for _ in range(_MAX_NODES):
        if not queue:
            return
        node = queue.pop(0)
        if isinstance(node, list):
            queue.extend(node[:200])
        elif isinstance(node, Mapping):
            yield node
            queue.extend(node[k] for k in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement") if k in node)


def _is_report(node: Mapping[str, Any]) -> bool:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(k, str) and k.lower().rpartition("/")[2] in _names().types for k in kinds)


def _linked_value(node: Mapping[str, Any], field: str, keys: tuple[str, ...]) -> str:
    lower = {str(k).lower(): v for k, v in node.items()}
    return next((v for k in keys if (v := _fit(field, _text_of(lower.get(k), field)))), "")


def _text_of(value: Any, field: str, depth: int = 0) -> str:
    if isinstance(value, list):
        parts = [p for p in (_text_of(v, field, depth + 1) for v in value[:20]) if p] if depth < 4 else []
        return ", ".join(dict.fromkeys(parts)) if field == "author" else (parts[0] if parts else "")
    if isinstance(value, Mapping):
        names = ("@id", "url") if field in ("url", "licence") else ("name", "alternateName", "@value")
        return next((t for n in names if depth < 4 and (t := _text_of(value.get(n), field, depth + 1))), "")
    return _line(value)


def _meta(tree: Any) -> dict[str, str]:
    """Meta elements by name, property, itemprop or http-equiv."""
    said: dict[str, str] = {}
    authors: list[str] = []
    for element in tree.iter("meta"):
        content = _line(element.get("content"))
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(attribute) or "").strip().lower()
            if name and content:
                said.setdefault(name, content)
                if name == "citation_author":
                    authors.append(content)
    if authors:
        said["citation_author"] = ", ".join(authors[:20])
    return {
        field: next((v for n in names if n in said and (v := _fit(field, said[n]))), "")
        for field, names in _names().meta.items()
    }


def _marked_date(tree: Any) -> str:
    """A `time` element that is marked as the date of publication, or the only one of the page's own article."""
    days = []
    for element in tree.iter("time"):
        marks = " ".join(element.get(a) or "" for a in ("itemprop", "class", "property", "pubdate")).lower()
        day = iso_day(element.get("datetime") or element.get("content") or "".join(element.itertext())[:100])
        if not day:
            continue
        if element.get("pubdate") is not None or any(m in marks for m in _names().marked["date"]):
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
        name = _line("".join((named[0] if named else element).itertext())[:_MAX_VALUE])
        name = re.sub(r"^by\s+", "", name, flags=re.IGNORECASE)
        if 1 < len(name.split()) <= 12:
            return name
    return ""


def _address(tree: Any) -> str:
    for element in tree.iter("link"):
        if (element.get("rel") or "").lower() == "canonical":
            return _fit("url", _line(element.get("href")))
    return ""


def _licence(tree: Any) -> str:
    for element in tree.xpath("//*[(self::a or self::link) and contains(concat(' ', @rel, ' '), ' license ')]")[:1]:
        return _line(element.get("href")) or _line("".join(element.itertext()))
    return ""


def _title(tree: Any, said: str, site: str) -> str:
    """The headline: as metadata give it, else the page's title, without the name of the site."""
    element = next(tree.iter("title"), None)
    title = said or (_line("".join(element.itertext())) if element is not None else "")
    heads = [t for h in list(tree.iter("h1"))[:3] if (t := _line("".join(h.itertext())[:_MAX_VALUE]))]
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
