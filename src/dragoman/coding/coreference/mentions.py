"""Mentions of those who can act: names, noun phrases headed by a role, third-person pronouns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec
from spacy.tokens import Doc, Span, Token

from ...knowledge import Knowledge
from ..actors import Actor, ActorResolver
from ..actors.lexicon import Match
from ..actors.resolver import slugged
from ..actors.words import fold, split
from ..document import Document

LABELS = {"PERSON": "person", "ORG": "body", "GPE": "state", "NORP": "people"}
_NOMINAL_POS = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_TRIM_LEFT = frozenset({"prep", "cc", "punct", "mark", "intj", "advmod", "preconj"})


class Pronoun(msgspec.Struct, frozen=True):
    """`pronouns.tsv`. form: "subject", "object", "possessive" or "reflexive"."""

    word: str
    gender: str = ""
    number: str = "singular"
    form: str = "subject"


@dataclass(eq=False)
class Mention:
    """A span that stands for somebody.

    start, end: characters; head: index of the head token; sort: "name", "nominal" or "pronoun".
    kind: as in `Entity`; gender: "m", "f", "n" or ""; plural; actor: what it resolves to by itself.
    noun: the head noun of a nominal. definite: "the minister". pronoun: its table row.
    """

    start: int
    end: int
    head: int
    sort: str
    kind: str
    actor: Actor | None = None
    gender: str = ""
    plural: bool = False
    noun: str = ""
    definite: bool = False
    possessed: bool = False
    pronoun: Pronoun | None = None
    text: str = ""
    sentence: int = 0
    extra: list[Mention] = field(default_factory=list)


class MentionFinder:
    """Finds the mentions of one document."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.pronouns = {p.word: p for p in knowledge.rows("actors/pronouns.tsv", Pronoun)}

    def find(self, document: Document) -> list[Mention]:
        """All mentions, in the order of the text; names inside one another are not repeated."""
        doc, resolver = document.doc, document.resolver
        if not len(doc):
            return []
        scan = _Scan(document)
        taken: list[Mention] = []
        covered = bytearray(len(doc))
        for mention in self._names(document, scan, resolver):
            if any(covered[i] for i in scan.tokens_of(mention.start, mention.end)):
                continue
            for i in scan.tokens_of(mention.start, mention.end):
                covered[i] = 1
            taken.append(mention)
        taken.extend(self._nominals(document, scan, resolver, covered))
        taken.extend(self._pronouns(doc))
        starts = [s.start for s in document.sentences] or [0]
        for mention in taken:
            mention.text = document.text[mention.start : mention.end]
            mention.sentence = max(0, bisect_right(starts, mention.start) - 1)
        taken.sort(key=lambda m: (m.start, -m.end))
        return taken

    def _names(self, document: Document, scan: _Scan, resolver: ActorResolver) -> list[Mention]:
        """spaCy's names as the tables correct them, and the tables' own; the longer first where they overlap."""
        found = []
        for match in scan.matches:
            sense = match.senses[0]
            if sense.sort in ("state", "seat", "people", "body", "person", "adjective"):
                mention = self._table_name(document, scan, match)
                if mention is not None:
                    found.append(mention)
        for ent in document.doc.ents:
            if ent.label_ in LABELS:
                mention = self._spacy_name(document, ent, resolver)
                if mention is not None:
                    found.append(mention)
        found.sort(key=lambda m: (m.start - m.end, m.sort != "name", m.start))
        return found

    def _table_name(self, document: Document, scan: _Scan, match: Match) -> Mention | None:
        start, end = scan.characters(match)
        tokens = document.tokens((start, end))
        head = tokens.root
        sense = match.senses[0]
        if sense.sort == "adjective" and not (
            head.pos_ in ("NOUN", "PROPN") and head.dep_ not in ("compound", "amod", "nmod")
        ):
            return None
        actor = document.resolver.resolve(
            document.text[start:end], _context(document, start, sense, match), document.date
        )
        if actor is None or not actor.known:
            return None
        if actor.kind == "state" and actor.sector == "GOV" and _is_place(head):
            actor = msgspec.structs.replace(actor, sector="")
        return Mention(
            start, end, head.i, "name", actor.kind, actor, actor.gender or ("" if actor.kind == "person" else "n"),
            actor.plural, possessed=head.dep_ in ("compound", "amod", "nmod"),
        )  # fmt: skip

    def _spacy_name(self, document: Document, ent: Span, resolver: ActorResolver) -> Mention | None:
        tokens, gender = _strip(ent, resolver.lexicon.titles)
        if tokens is None or not tokens.text[:1].isalpha() or tokens.text.islower():
            return None
        text = tokens.text
        kind = LABELS[ent.label_]
        actor = resolver.resolve(text, date=document.date)
        if actor is not None and not actor.known and actor.kind not in ("body", "group", "person"):
            actor = None
        if actor is not None and actor.kind == "person" and actor.entity_id.startswith("np:"):
            return None  # "Democrat", "Prime Minister": a nominal
        if actor is None or not actor.known:
            if kind in ("state", "people"):
                return None
            prefix = "name"
            actor = Actor(
                name=text, kind=kind if actor is None or actor.kind == "person" else actor.kind,
                country=actor.country if actor else "", sector=actor.sector if actor else "",
                entity_id=f"{prefix}:{slugged(text)}", confidence=0.6, rule=f"spaCy:{ent.label_}",
                gender=gender or resolver.lexicon.given_names.gender(text) if kind == "person" else "",
            )  # fmt: skip
        gender = gender or actor.gender
        if actor.kind != "person":
            gender = "n"
        return Mention(
            tokens.start_char, tokens.end_char, tokens.root.i, "name", actor.kind, actor, gender, actor.plural,
            possessed=tokens.root.dep_ in ("compound", "amod", "nmod"),
        )  # fmt: skip

    def _nominals(self, document: Document, scan: _Scan, resolver: ActorResolver, covered: bytearray) -> list[Mention]:
        found = []
        doc = document.doc
        heads: set[int] = set()
        for match in scan.matches:
            if match.senses[0].sort != "role":
                continue
            _start, end = scan.characters(match)
            head = doc[scan.token_at(end - 1)]
            if head.pos_ not in _NOMINAL_POS or head.dep_ in ("compound", "amod", "nmod", "advmod", "det", "nummod"):
                continue
            if covered[head.i] or head.i in heads:
                continue
            mention = self._nominal(document, match, head, resolver)
            if mention is not None:
                heads.add(head.i)
                found.append(mention)
        return found

    def _nominal(self, document: Document, match: Match, head: Token, resolver: ActorResolver) -> Mention | None:
        doc = head.doc
        left = head.left_edge.i
        while left < head.i and doc[left].dep_ in _TRIM_LEFT and doc[left].head.i == head.i:
            left = doc[left].right_edge.i + 1
        left = max(left, head.i - 15)
        right = min(head.right_edge.i, head.i + 12)
        text = document.text[doc[left].idx : doc[right].idx + len(doc[right])]
        actor = resolver.resolve(text, date=document.date)
        sense = match.senses[0]
        if (
            actor is None
            or actor.kind not in ("person", "body", "group")
            or (sense.takes == "part" and actor.entity_id == "")
        ):
            return None
        plural = actor.plural or head.morph.get("Number", []) == ["Plur"]
        first = doc[left]
        definite = first.lower_ in ("the", "that", "this", "these", "those", "both")
        possessed = first.dep_ == "poss" or any(c.dep_ == "poss" for c in head.children)
        gender = actor.gender or ("n" if actor.kind != "person" else "")
        return Mention(
            doc[left].idx, head.idx + len(head), head.i, "nominal", actor.kind, actor, gender, plural,
            noun=head.lemma_.lower(), definite=definite, possessed=possessed,
        )  # fmt: skip

    def _pronouns(self, doc: Doc) -> list[Mention]:
        found = []
        for token in doc:
            if token.tag_ in ("PRP", "PRP$") and (row := self.pronouns.get(token.lower_)):
                found.append(
                    Mention(token.idx, token.idx + len(token), token.i, "pronoun", "", None, row.gender,
                            row.number == "plural", pronoun=row)
                )  # fmt: skip
        return found


def _strip(ent: Span, titles: Mapping[str, str]) -> tuple[Span | None, str]:
    """A name without a title, article or 's at its edges; the gender that the title tells."""
    doc, start, end, gender = ent.doc, ent.start, ent.end, ""
    while start < end and (fold(doc[start].text) in titles or doc[start].lower_ in ("the", "a", "an")):
        gender = titles.get(fold(doc[start].text), "") or gender
        start += 1
    while end > start and (
        doc[end - 1].text in ("'s", "’s", "'", "’") or (doc[end - 1].is_punct and doc[end - 1].text not in (".", ")"))
    ):
        end -= 1
    if start == end:
        return None, gender
    if start and not gender:
        gender = titles.get(fold(doc[start - 1].text), "")
    return doc[start:end], gender


def _context(document: Document, start: int, sense: object, match: Match) -> str | None:
    """The text around an ambiguous name; none where there is but one sense, which saves the reading of it."""
    if len({s.country for s in match.senses}) < 2:
        return None
    return document.text[max(0, start - 1500) : start + 1500]


def _is_place(token: Token) -> bool:
    """Whether a seat of government is meant as a place: "in Moscow"."""
    return token.dep_ == "pobj" and token.head.lower_ in (
        "in",
        "to",
        "from",
        "near",
        "at",
        "around",
        "outside",
        "across",
        "through",
        "into",
        "of",
    )


class _Scan:
    """The tables' names and nouns in a document, and the way from characters to tokens."""

    def __init__(self, document: Document) -> None:
        lexicon = document.resolver.lexicon
        self.words = split(document.text)
        self.matches = lexicon.matches(self.words)
        self._starts = [t.idx for t in document.doc]

    def characters(self, match: Match) -> tuple[int, int]:
        return self.words[match.start].start, self.words[match.end - 1].end

    def token_at(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)

    def tokens_of(self, start: int, end: int) -> range:
        return range(self.token_at(start), self.token_at(end - 1) + 1)
