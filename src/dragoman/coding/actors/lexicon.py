"""All names and nouns of the actor tables in one dictionary, to find the longest at each word of a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ...errors import KnowledgeError
from ...knowledge import Knowledge
from . import tables
from .names import GivenNames
from .words import Word, fold, key

EVER = 3652059
STATED = frozenset({"state", "adjective", "people", "seat"})  # sorts of senses that name a state or its people
HEAD = "head"  # the role of nouns for whoever leads a body, whatever the body calls its head
MAX_SENSES = 100  # of one name; only a hostile list has more


class Sense(NamedTuple):
    """One meaning of a name or noun.

    sort: "state", "adjective", "people", "seat", "town", "body", "person", "role" or "modifier".
    cased: matches only where it is written with a capital ("name"), with a capital and behind "the" ("article"), in
        capitals ("initials"), or anyhow ("").
    since, until: days (ordinals) between which it holds. weight: the higher comes first where several fit.
    """

    sort: str
    name: str
    country: str = ""
    sector: str = ""
    role: str = ""
    entity_id: str = ""
    kind: str = ""
    rule: str = ""
    cased: str = "name"
    since: int = 0
    until: int = EVER
    takes: str = ""
    gender: str = ""
    second: str = ""
    plural: bool = False
    place: str = ""
    weight: int = 0


class Match(NamedTuple):
    """Words `start` to `end` (as indices) are a name or noun with these senses, in the order of the tables."""

    start: int
    end: int
    senses: tuple[Sense, ...]


class Term(NamedTuple):
    """One term of a holder of an office."""

    role: str
    sector: str
    country: str
    since: int
    until: int
    known: bool
    body: str = ""


class Lexicon:
    """Names and nouns, with their senses; built once from a `Knowledge`.

    senses: by name; titles: the gender that each form of address tells; particles: small words of names;
    terms: of each person; holders: of each office, by (body or country, role): first and last day, name, id;
    countries: names by code; parts: names of those that are part of another state or claimed by it.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.senses: dict[str, list[Sense]] = {}
        self._longest: dict[str, int] = {}
        self.terms: dict[str, list[Term]] = {}
        self.holders: dict[tuple[str, str], list[tuple[int, int, str, str]]] = {}
        self.countries: dict[str, str] = {}
        self.parts: set[str] = set()
        self.plural_of = {fold(r.singular): r.plural for r in knowledge.rows("actors/irregular.tsv", tables.Irregular)}
        self._first = {
            fold(o): fold(r.first) for r in knowledge.rows("actors/spellings.tsv", tables.Spelling) for o in r.others
        }
        titles = knowledge.rows("actors/titles.tsv", tables.Title)
        self.titles = {fold(w): t.gender for t in titles if t.kind == "title" for w in t.words}
        self.particles = frozenset(fold(w) for t in titles if t.kind == "particle" for w in t.words)
        self.given_names = GivenNames(knowledge)
        self._load_states(knowledge)
        self._load_towns(knowledge)
        self._load_bodies(knowledge)
        self._load_offices(knowledge)
        self._load_roles(knowledge)
        self._load_modifiers(knowledge)

    def add(self, name: str, sense: Sense) -> None:
        """Adds one meaning of a name."""
        words = key(name)
        if not words:
            return
        if sense.cased == "name" and len(words) == 1:
            if len(words[0]) <= 5 and name.isupper():
                sense = sense._replace(cased="initials")
            elif name.startswith("The "):
                sense = sense._replace(cased="article")
        words = tuple([self._first.get(w, w) for w in words])
        senses = self.senses.setdefault(" ".join(words), [])
        if sense.cased == "name":  # "Nato" beside "NATO"
            senses[:] = [s for s in senses if not (s.cased == "initials" and _same(s, sense))]
        if len(senses) < MAX_SENSES and not any(_same(s, sense) for s in senses):
            senses.append(sense)
        if self._longest.get(words[0], 0) < len(words):
            self._longest[words[0]] = len(words)

    def look_up(self, name: str) -> list[Sense]:
        """The senses of a name or noun, none where it is unknown."""
        return self.senses.get(" ".join([self._first.get(w, w) for w in key(name)]), [])

    def misspelt(self, norm: str) -> Sense | None:
        """The state or people meant by a word of five letters or more with two neighbouring letters swapped."""
        if len(norm) < 5:
            return None
        for i in range(1, len(norm) - 1):
            if norm[i] != norm[i + 1]:
                for sense in self.senses.get(norm[:i] + norm[i + 1] + norm[i] + norm[i + 2 :], ()):
                    if sense.sort in STATED and sense.cased == "name":
                        return sense
        return None

    def matches(self, words: Sequence[Word], caseless: bool = False) -> list[Match]:
        """The longest names and nouns, from left to right, none overlapping.

        caseless: names count also where they are written small (a text without any capital).
        """
        found: list[Match] = []
        longest, table, first = self._longest, self.senses, self._first
        norms = [first.get(w.norm, w.norm) for w in words]
        i, size = 0, len(words)
        while i < size:
            n = longest.get(norms[i])
            if n is None:
                i += 1
                continue
            step = 1
            for end in range(min(size, i + n), i, -1):
                senses = table.get(norms[i] if end == i + 1 else " ".join(norms[i:end]))
                if senses and not _broken(words, i, end):
                    fitting = tuple(s for s in senses if _cased(words, i, s, end - i, caseless))
                    if fitting:
                        found.append(Match(i, end, fitting))
                        step = end - i
                        break
            i += step
        return found

    def plural(self, noun: str) -> str:
        """The plural of a noun or of a phrase that ends in its noun."""
        known = self.plural_of.get(fold(noun))
        if known is not None:
            return known
        head, _, last = noun.rpartition(" ")
        if " of " in noun or " for " in noun:
            first, link, rest = noun.partition(" of " if " of " in noun else " for ")
            return self.plural(first) + link + rest
        prefix, _, stem = last.rpartition("-")
        for ending in (last, stem):
            if fold(ending) in self.plural_of:
                plural = self.plural_of[fold(ending)]
                return f"{head} {prefix}-{plural}".strip() if ending != last else f"{head} {plural}".strip()
        if stem.endswith("man") and stem[:-3]:
            return noun[:-3] + "men"
        if last.endswith(("s", "x", "z", "ch", "sh")):
            return noun + "es"
        if last.endswith("y") and last[-2:-1] not in "aeiou":
            return noun[:-1] + "ies"
        return noun + "s"

    def _load_states(self, knowledge: Knowledge) -> None:
        for row in knowledge.rows("actors/states.tsv", tables.State):
            try:
                since, until = tables.first_day(row.since), tables.last_day(row.until)
            except ValueError as error:
                raise KnowledgeError(f"actors/states.tsv, {row.name}: {error}") from None
            self.countries.setdefault(row.code, row.name)
            if row.kind in ("partial", "nation") and row.code not in _WHOLE:
                self.parts.add(row.name)
            slug = row.code if row.kind in ("state", "territory") else slugged(row.name)
            sector = "PRE" if row.kind == "partial" and row.code not in (*_WHOLE, "UKR") else ""
            base = Sense(
                "state", row.name, row.code, sector, entity_id=f"state:{slug}", kind="state",
                rule=f"states.tsv:{row.name}", since=since, until=until, weight=_KIND_WEIGHT[row.kind],
            )  # fmt: skip
            for name in (row.name, *row.others):
                self.add(name, base)
            people = base._replace(kind="people", sector="", entity_id=f"people:{slug}")
            for adjective in row.adjectives:
                self.add(adjective, people._replace(sort="adjective"))
                if adjective.endswith(("an", "i", "o")):
                    self.add(adjective + "s", people._replace(sort="people", plural=True))
            for noun in row.peoples:
                self.add(noun, people._replace(sort="people", plural=noun.endswith(("s", "men"))))
            for seat in row.seats:
                self.add(seat, base._replace(sort="seat", sector="GOV", weight=2))

    def _load_towns(self, knowledge: Knowledge) -> None:
        for row in knowledge.rows("actors/towns.tsv", tables.Town):
            sense = Sense("town", row.name, row.code, kind="place", rule=f"towns.tsv:{row.name}", weight=-2)
            for name in (row.name, *row.others):
                self.add(name, sense)

    def _load_bodies(self, knowledge: Knowledge) -> None:
        for row in knowledge.rows("actors/bodies*.tsv", tables.Body):
            try:
                since, until = tables.first_day(row.since), tables.last_day(row.until)
            except ValueError as error:
                raise KnowledgeError(f"actors/bodies.tsv, {row.name}: {error}") from None
            sense = Sense(
                "body", row.name, row.country, row.sector, entity_id=f"body:{slugged(row.name)}", kind=row.kind,
                rule=f"bodies.tsv:{row.name}", since=since, until=until, second=row.second, weight=1,
            )  # fmt: skip
            for name in (row.name, *row.others):
                self.add(name, sense)

    def _load_offices(self, knowledge: Knowledge) -> None:
        roles = knowledge.rows("actors/roles.tsv", tables.Role)
        heads = {n for r in roles for n in r.nouns if r.role in (HEAD, "president")}
        rows = knowledge.rows("actors/offices*.tsv", tables.Office)
        offices: dict[str, set[str]] = {}
        for row in rows:
            offices.setdefault(row.body, set()).add(row.role)
        for row in rows:
            try:
                since, until = tables.first_day(row.since), tables.last_day(row.until)
            except ValueError as error:
                raise KnowledgeError(f"actors/offices*.tsv, {row.name}: {error}") from None
            if until < since:
                raise KnowledgeError(f"actors/offices*.tsv, {row.name}: until {row.until} is before since {row.since}")
            person = f"person:{slugged(row.name)}"
            self.terms.setdefault(person, []).append(
                Term(row.role, row.sector, row.country, since, until, bool(row.since), row.body)
            )
            if row.since and not row.shared:
                held = (since, until, row.name, person)
                self.holders.setdefault((row.body or row.country, row.role), []).append(held)
                if row.body and (row.role in heads or offices[row.body] == {row.role}):
                    self.holders.setdefault((row.body, HEAD), []).append(held)
            gender = row.gender or self.given_names.gender(row.name)
            sense = Sense(
                "person", row.name, row.country, row.sector, row.role, person, "person", f"offices:{row.name}",
                gender=gender, weight=1,
            )  # fmt: skip
            for name in (row.name, *row.others):
                self.add(name, sense._replace(role=""))
        self._date_namesakes()

    def _date_namesakes(self) -> None:
        """Of two with one name, such as father and son, the name means each in his own terms of office."""
        for senses in self.senses.values():
            if len(senses) > 1 and len({s.entity_id for s in senses if s.sort == "person"}) > 1:
                for i, sense in enumerate(senses):
                    if terms := self.terms.get(sense.entity_id):
                        since, until = min(t.since for t in terms), max(t.until for t in terms)
                        senses[i] = sense._replace(since=since, until=until)

    def _load_roles(self, knowledge: Knowledge) -> None:
        for row in knowledge.rows("actors/roles.tsv", tables.Role):
            base = Sense(
                "role", "", "", row.sector, row.role, kind=row.kind, cased="", takes=row.takes, gender=row.gender
            )
            for noun in row.nouns:
                cased = "initials" if noun.isupper() else "name" if noun.istitle() else ""
                sense = base._replace(name=noun, rule=f"roles.tsv:{noun}", cased=cased)
                self.add(noun, sense)
                if row.takes != "part" or not noun.endswith("s"):
                    self.add(self.plural(noun), sense._replace(plural=True, role="" if row.role == noun else row.role))

    def _load_modifiers(self, knowledge: Knowledge) -> None:
        for row in knowledge.rows("actors/modifiers.tsv", tables.Modifier):
            for word in row.words:
                sense = Sense(
                    "modifier",
                    word,
                    role=row.effect,
                    place=row.place,
                    rule=f"modifiers.tsv:{word}",
                    cased="",
                    weight=-1,
                )
                self.add(word, sense)


_WHOLE = frozenset({"XKX", "PSE", "TWN"})
_KIND_WEIGHT = {"state": 3, "territory": 1, "partial": 2, "nation": 2, "former": 3}


def _same(one: Sense, other: Sense) -> bool:
    return one[:7] == other[:7] and one.since == other.since and one.until == other.until and one.weight == other.weight


def slugged(name: str) -> str:
    """A name as part of an entity id: lower case, words with hyphens between."""
    return "-".join(key(name)) or "x"


def _broken(words: Sequence[Word], start: int, end: int) -> bool:
    return any(w.after_mark for w in words[start + 1 : end])


def _cased(words: Sequence[Word], at: int, sense: Sense, length: int, caseless: bool) -> bool:
    if sense.cased == "":
        return True
    if sense.cased == "article" and not (at and words[at - 1].norm == "the"):
        return False
    if caseless:
        return True
    if sense.cased == "initials":
        return words[at].upper or (length > 1 and words[at].capital)
    return words[at].capital


def by_fit(senses: Iterable[Sense], day: int | None, around: frozenset[str]) -> list[Sense]:
    """Senses, the likeliest first: what holds on that day, whose country the context names, then by weight."""
    return [s for _, s in sorted(enumerate(senses), key=lambda e: (*misfit(e[1], day, around), -e[1].weight, e[0]))]


def misfit(sense: Sense, day: int | None, around: frozenset[str]) -> tuple[bool, bool]:
    """Whether a sense does not hold on the day (with no day: any more), and whether the context names another state."""
    out = sense.until != EVER if day is None else not sense.since <= day <= sense.until
    return out, sense.country not in around


__all__ = ["EVER", "HEAD", "Lexicon", "Match", "Sense", "Term", "by_fit", "misfit", "slugged"]
