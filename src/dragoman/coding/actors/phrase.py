"""What a noun phrase is made of: its head, what stands before it, and who owns it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .lexicon import Lexicon, Match, Sense, by_fit, misfit
from .words import Word

_ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my"})
_OWNING = ("state", "adjective", "people", "seat", "town")


@dataclass
class Phrase:
    """head: the sense of the head noun or name; None where it is unknown.

    country: the code of the state that owns the head; owner: its name in the table.
    body: a body, or a noun of a trade, that owns the head.
    name: a personal name that follows the head as its title. title: the title before a known name.
    former, opposing: what modifiers say. inner: the phrase after "of". rivals: other senses of the head.
    named: its last word is unknown. owned: by an adjective or a possessive, not by a bare name.
    indefinite, counted: "a minister", "two ministers".
    whole_office: nothing stands between country and office that makes it another ("the president's office").
    """

    text: str
    head: Sense | None = None
    country: str = ""
    owner: str = ""
    body: Sense | None = None
    name: str = ""
    title: Sense | None = None
    former: bool = False
    opposing: bool = False
    second: str = ""
    inner: Phrase | None = None
    rivals: list[Sense] = field(default_factory=list)
    named: bool = False
    owned: bool = False
    indefinite: bool = False
    counted: bool = False
    whole_office: bool = True


@dataclass
class _Item:
    """A stretch of words with one sense, or none.

    named: without a sense, but a word of some name; title: a form of address before a name.
    """

    start: int
    end: int
    sense: Sense | None
    rivals: list[Sense]
    named: bool = False
    title: bool = False


def read(
    words: Sequence[Word], lexicon: Lexicon, day: int | None, around: frozenset[str], text: str, cased: bool = True
) -> Phrase | None:  # fmt: skip
    """The make-up of a phrase; None where nothing in it is known. cased: names are written with capitals."""
    items = _items(words, lexicon.matches(words, not cased), lexicon, day, around)
    segments = _segments(words, items)
    for n, (link, segment) in enumerate(segments):
        if link not in ("", "mark", "joins"):
            continue
        phrase = _core(words, segment, text)
        _owners(phrase, _following(segments, n), words, text)
        if phrase.head is not None and phrase.head.takes == "part" and phrase.inner is None and phrase.body is None:
            if phrase.country:
                return phrase
            continue
        if phrase.head is not None and phrase.head.sort == "adjective" and segments[n + 1 : n + 2]:
            shared = _shared_head(words, phrase, segments[n + 1], text)
            if shared is not None:
                return shared
        if phrase.head is not None:
            if n and phrase.head.sort in ("role",) and not phrase.name and _plain_name(words, segments[0][1]):
                phrase.name = _text(words, segments[0][1], text)
            return phrase
    first = _core(words, segments[0][1], text) if segments else None
    if first is not None:
        _owners(first, _following(segments, 0), words, text)
        return first if first.country and first.named and first.owned else None
    return None


def _shared_head(words: Sequence[Word], first: Phrase, following: tuple[str, list[_Item]], text: str) -> Phrase | None:
    """Of "Russian and Syrian jets" the Russian ones."""
    link, segment = following
    other = _core(words, segment, text)
    if link != "joins" or other.head is None or other.head.sort != "role" or not other.owned:
        return None
    assert first.head is not None
    other.country, other.owner, other.text = first.head.country, first.head.name, text
    return other


def _items(
    words: Sequence[Word], matches: Sequence[Match], lexicon: Lexicon, day: int | None, around: frozenset[str]
) -> list[_Item]:
    items: list[_Item] = []
    at = 0
    for match in matches:
        items.extend(_unknown(words, i, lexicon) for i in range(at, match.start))
        senses = by_fit(_of_this_place(words, match), day, around)
        rivals = [s for s in senses[1:] if _rivals(s, senses[0], day, around)]
        items.append(_Item(match.start, match.end, senses[0], rivals))
        at = match.end
    items.extend(_unknown(words, i, lexicon) for i in range(at, len(words)))
    return items


def _unknown(words: Sequence[Word], i: int, lexicon: Lexicon) -> _Item:
    word = words[i]
    if word.capital and (sense := lexicon.misspelt(word.norm)):
        return _Item(i, i + 1, sense, [])
    title = word.capital and word.norm in lexicon.titles and i + 1 < len(words) and words[i + 1].capital
    particle = word.norm in lexicon.particles and i + 1 < len(words) and words[i + 1].capital
    return _Item(i, i + 1, None, [], (word.capital and not title) or particle, title)


def _rivals(sense: Sense, first: Sense, day: int | None, around: frozenset[str]) -> bool:
    """Whether another state's bearer of the name may as well be meant; of persons, one who fits day and context too."""
    if sense.country == first.country or sense.sort != first.sort:
        return False
    return sense.sort != "person" or misfit(sense, day, around) == misfit(first, day, around)


def _of_this_place(words: Sequence[Word], match: Match) -> Sequence[Sense]:
    """A modifier's senses by where it stands: tied to the word before it, or on its own."""
    if all(s.sort != "modifier" for s in match.senses):
        return match.senses
    if words[match.start].upper and (initials := [s for s in match.senses if s.cased == "initials"]):
        return initials  # "IS" is no verb
    tied = match.start > 0 and words[match.start - 1].joined
    fitting = [s for s in match.senses if s.sort != "modifier" or (s.place == "after") == tied]
    links = [s for s in fitting if s.place == "link"]
    return links or fitting or match.senses


def _segments(words: Sequence[Word], items: Sequence[_Item]) -> list[tuple[str, list[_Item]]]:
    """Stretches of items between links and marks, each with what leads to it."""
    segments: list[tuple[str, list[_Item]]] = []
    link = ""
    run: list[_Item] = []
    for k, item in enumerate(items):
        sense = item.sense
        is_link = sense is not None and sense.sort == "modifier" and sense.place == "link"
        if is_link and (k and words[items[k - 1].end - 1].joined):
            is_link = False
        if words[item.start].after_mark and item.start and run:
            segments.append((link, run))
            link, run = "mark", []
        if is_link and sense is not None:
            if not run and not segments:
                continue  # nothing stands before it: "suspected gunmen"
            if run:
                segments.append((link, run))
            link, run = sense.role, []
            continue
        run.append(item)
    segments.append((link, run))
    return [(k, r) for k, r in segments if r]


def _following(segments: list[tuple[str, list[_Item]]], n: int) -> list[tuple[str, list[_Item]]]:
    """The segments that may own the one at `n`: up to one that speaks of somebody else."""
    found = []
    for link, segment in segments[n + 1 :]:
        if link in ("other", "joins"):
            break
        found.append((link, segment))
    return found


def _core(words: Sequence[Word], segment: Sequence[_Item], text: str) -> Phrase:
    """Head and premodifiers of one segment."""
    phrase = Phrase(text=_text(words, segment, text))
    items = [i for i in segment if not (i.sense is None and words[i.start].norm in _ARTICLES)]
    first = words[segment[0].start].norm
    phrase.indefinite = first in ("a", "an")
    phrase.counted = first[:1].isdigit()
    head_at = _head_at(words, items, phrase, text)
    side = _side(words, items)
    if head_at is not None:
        item = items[head_at]
        phrase.head, phrase.rivals = item.sense, item.rivals
    before = items[: head_at if head_at is not None else len(items)]
    for k, item in enumerate(before):
        _choose_body(phrase, item)
        _premodify(phrase, item, k in side, words)
    for k, item in enumerate(before):
        if side.get(k) == "weak" and item.sense is not None and item.sense.sort in _OWNING and phrase.body is None:
            _take_owner(phrase, item.sense.country, item.sense.name)
    if head_at is None and items and items[-1].sense is None:
        phrase.named = True
    return phrase


def _choose_body(phrase: Phrase, item: _Item) -> None:
    """Of bodies with one name takes the one of the head's trade: the ADF of rebels is no army."""
    if item.sense is None or item.sense.sort != "body" or phrase.head is None or not phrase.head.sector:
        return
    if item.sense.sector != phrase.head.sector:
        item.sense = next((s for s in item.rivals if s.sector == phrase.head.sector), item.sense)


def _head_at(words: Sequence[Word], items: Sequence[_Item], phrase: Phrase, text: str) -> int | None:
    """The index of the head item; sets `name` and `title` of the phrase."""
    last = len(items) - 1
    while last >= 0 and (items[last].sense is not None and items[last].sense.sort == "modifier"):  # type: ignore[union-attr]
        last -= 1
    if last < 0:
        return None
    tail = last
    while tail >= 0 and items[tail].named:
        tail -= 1
    named_from = tail + 1
    while 0 <= tail < last and items[tail].title:  # "police commissioner Ms Phiri"
        tail -= 1
    if tail >= 0 and tail < last:
        sense = items[tail].sense
        if sense is not None and sense.sort == "role" and sense.kind == "person" and not sense.plural:
            phrase.name = _text(words, items[named_from : last + 1], text)
            return tail
        if sense is not None and sense.sort in ("town", "people", "state", "adjective", "seat", "person"):
            back = _titled_before(items, tail, words)
            if back is not None:
                phrase.name = _text(words, items[back + 1 : last + 1], text)
                return back
        return None
    sense = items[last].sense
    if sense is None:
        return None
    if sense.sort == "person" and last:
        title = _titled_before(items, last, words)
        if title is not None:
            phrase.title = items[title].sense
        elif items[last - 1].named:
            return None
    elif sense.sort in ("town", "state", "body") and last and _unknown_name(words, items[last - 1]):
        back = _titled_before(items, last - 1, words)
        if back is not None:
            phrase.name = _text(words, items[back + 1 : last + 1], text)
        return back
    return last


def _unknown_name(words: Sequence[Word], item: _Item) -> bool:
    word = words[item.start]
    if item.sense is not None:  # "Workers' Congress"
        return item.sense.sort == "role" and word.capital and words[item.end - 1].possessive
    return word.capital and not word.upper


def _titled_before(items: Sequence[_Item], at: int, words: Sequence[Word]) -> int | None:
    """The title that stands right before the name which `at` belongs to."""
    i = at - 1
    while i >= 0 and items[i].named:
        i -= 1
    if i < 0:
        return None
    sense = items[i].sense
    if sense is not None and sense.sort == "role" and sense.kind == "person" and not sense.plural:
        return i
    return None


def _side(words: Sequence[Word], items: Sequence[_Item]) -> dict[int, str]:
    """Items that do not own the head: "US-backed", "pro-Russian"; with "side" or "weak"."""
    found: dict[int, str] = {}
    for k, item in enumerate(items):
        sense = item.sense
        if sense is None or sense.sort != "modifier":
            continue
        if sense.place == "after" and k and words[items[k - 1].end - 1].joined:
            found[k - 1] = sense.role
        if sense.place == "before" and sense.role == "side" and k + 1 < len(items):
            found[k + 1] = "side"
    return found


def _premodify(phrase: Phrase, item: _Item, aside: bool, words: Sequence[Word]) -> None:
    sense = item.sense
    if sense is None or aside:
        return
    if sense.sort == "modifier":
        if sense.role == "former":
            phrase.former = True
        elif sense.role == "opposition":
            phrase.opposing, phrase.second = True, "OPP"
    elif sense.sort in _OWNING:
        if not phrase.country:
            phrase.country, phrase.owner = sense.country, sense.name
            phrase.owned = sense.sort in ("adjective", "people") or words[item.end - 1].possessive
        if sense.sort == "state" and sense.sector == "PRE":
            phrase.second = "PRE"
    elif sense.sort == "body":
        phrase.body = sense
    elif sense.sort == "person":
        phrase.country = phrase.country or sense.country
        phrase.whole_office = False
    elif sense.sort == "role":
        if sense.sector == "ELI":
            phrase.former = True
        if sense.name.startswith("opposition"):
            phrase.opposing, phrase.second = True, "OPP"
        if (phrase.body is None or phrase.body.sort == "role") and sense.takes != "part":
            phrase.body = sense
        phrase.whole_office = False


def _owners(phrase: Phrase, following: list[tuple[str, list[_Item]]], words: Sequence[Word], text: str) -> None:
    """What the segments after the head add: "of the army", "in France"."""
    for link, segment in following:
        if link == "mark":
            break
        inner = _core(words, segment, text)
        part = phrase.head is not None and (phrase.head.takes == "part" or _made_of(phrase.head, inner.head))
        if link == "owner" and part and phrase.inner is None:
            _owners(inner, [s for s in following if s[1] is not segment], words, text)
            phrase.inner = inner
            phrase.country = phrase.country or inner.country
            return
        sense = inner.head
        if link == "owner" and sense is not None and sense.sort in ("body", "role") and phrase.body is None:
            if sense.takes != "part":
                phrase.body = inner.body if sense.takes == "body" and inner.body is not None else sense
            _take_owner(phrase, inner.country, inner.owner)
            phrase.whole_office = sense.sort == "body" or (phrase.whole_office and phrase.body is None)
        _take_owner(phrase, inner.country, inner.owner)
        if sense is not None and (sense.sort in _OWNING or (sense.sort == "body" and link == "place")):
            _take_owner(phrase, sense.country, sense.name)


def _made_of(head: Sense, inner: Sense | None) -> bool:
    """Whether a group is made of those who follow: "a band of soldiers", not "the government of workers"."""
    if head.kind != "group" or head.plural or inner is None or inner.sort != "role":
        return False
    return inner.plural or inner.kind == "group"


def _take_owner(phrase: Phrase, country: str, name: str) -> None:
    """Sets the state that owns a phrase where none does yet."""
    if country and not phrase.country:
        phrase.country, phrase.owner = country, name


def _plain_name(words: Sequence[Word], segment: Sequence[_Item]) -> bool:
    """Whether a segment is a personal name that no table has."""
    return 1 < len(segment) <= 6 and all(i.named for i in segment)


def _text(words: Sequence[Word], segment: Sequence[_Item], text: str) -> str:
    return text[words[segment[0].start].start : words[segment[-1].end - 1].end]
