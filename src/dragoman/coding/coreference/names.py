"""Names in a document: the tables' own, and those that spaCy finds, corrected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

import msgspec
from spacy.tokens import Doc, Span, Token

from ..actors import Actor, ActorResolver
from ..actors.lexicon import Lexicon, Match
from ..actors.resolver import slugged
from ..actors.words import fold, split
from ..document import Document
from ..tree import tree_of
from .mention import Mention
from .scan import Scan

LABELS = {"PERSON": "person", "ORG": "body", "GPE": "state", "NORP": "people"}
_NAMED = frozenset({"state", "seat", "people", "body", "person", "adjective"})
_PLACES = frozenset({"state", "seat", "town"})
_INSIDE = frozenset({"compound", "amod", "nmod"})
_WITHIN = frozenset({"in", "near", "at", "around", "outside", "across", "through", "into"})
_TOWARDS = frozenset({"to", "from", "of"})
_GUESSED = "spaCy:"
_PLURAL = frozenset({"NNPS", "NNS"})
_SAYING_LITTLE = frozenset({"UNK", "CVL"})


class NameFinder:
    """Finds the names of one document; the longer go first where they overlap."""

    def find(self, document: Document, scan: Scan) -> list[Mention]:
        """Names, the longest first; those inside others are among them, and some whose kind is yet to be settled."""
        found = []
        for match in scan.matches:
            if match.senses[0].sort in _NAMED:
                mention = self._of_table(document, scan, match)
                if mention is not None:
                    found.append(mention)
        for ent in document.doc.ents:
            if ent.label_ in LABELS:
                mention = self._of_parser(document, scan, ent)
                if mention is not None:
                    found.append(mention)
        found.sort(key=lambda m: (m.start - m.end, m.start))
        return found

    def _of_table(self, document: Document, scan: Scan, match: Match) -> Mention | None:
        start, end = scan.characters(match)
        tokens = document.tokens((start, end))
        head = tokens.root
        sense = match.senses[0]
        if sense.sort == "adjective" and not (head.pos_ in ("NOUN", "PROPN") and head.dep_ not in _INSIDE):
            return None
        if sense.sort in _PLACES and (first := _forename(tokens, document.resolver)) is not None:
            return self._namesake(document, first, tokens)
        ambiguous = len({s.country for s in match.senses}) > 1
        around = scan.countries_near(start) if ambiguous else frozenset()
        actor = document.resolver.resolve(document.text[start:end], date=document.date, cased=ambiguous, around=around)
        if actor is None or not actor.known:
            return None
        if actor.kind == "body" and len(tokens) == 1 and _is_of_another(head, actor, document.resolver):
            return None
        actor = _at_home(actor, document.text[start:end], scan)
        if actor.kind == "people":
            actor, start = _people(document, actor, tokens)
        if actor.kind == "state" and actor.sector == "GOV" and _is_place(head):
            actor = msgspec.structs.replace(actor, sector="")
        return Mention(
            start, end, head.i, "name", actor.kind, actor, actor.gender or ("" if actor.kind == "person" else "n"),
            actor.plural, possessed=head.dep_ in _INSIDE,
            placed=_is_in(head) and not (actor.kind == "state" and head.head.lower_ == "at"),  # "fired at Peru"
        )  # fmt: skip

    def _namesake(self, document: Document, first: Token, tokens: Span) -> Mention | None:
        """Somebody with the name of a place, "Valeria Paris": a person if the first name or the text tells so."""
        span = document.doc[first.i : tokens.end]
        actor = _person(document.resolver, span.text)
        if not document.resolver.lexicon.given_names.known(first.text):
            actor = msgspec.structs.replace(actor, kind="")
        return Mention(
            span.start_char, span.end_char, span.root.i, "name", actor.kind, actor, actor.gender, text=span.text
        )

    def _of_parser(self, document: Document, scan: Scan, ent: Span) -> Mention | None:
        resolver = document.resolver
        lexicon = resolver.lexicon
        tokens, gender = _strip(ent, lexicon.titles)
        if tokens is None or not tokens.text[:1].isalpha() or tokens.text.islower():
            return None
        tokens = _with_given_name(tokens, lexicon)
        text, kind, root = tokens.text, LABELS[ent.label_], tokens.root
        actor = resolver.resolve(text, date=document.date)
        if actor is not None and actor.known and _is_other(actor, ent, tokens, scan):
            actor = None  # "Zulu" in "Lindiwe Holm-Zulu"
        if actor is not None and not actor.known and actor.kind == "person" and text.endswith(" " + actor.name):
            tokens = document.tokens((tokens.end_char - len(actor.name), tokens.end_char))  # "Rear Admiral Jan Torvik"
            text, kind, root = tokens.text, "person", tokens.root
        known_body = actor is not None and actor.known and actor.kind == "body" and len(tokens) == 1
        if known_body and actor is not None and _is_of_another(root, actor, resolver):
            return None
        actor = _at_home(actor, text, scan) if actor is not None and actor.known else actor
        if actor is not None and not actor.known and actor.kind not in ("body", "group", "person"):
            actor = None
        if actor is not None and actor.kind == "person" and actor.entity_id.startswith("np:"):
            return None  # "Democrat", "Prime Minister": a nominal
        if (actor is None or not actor.known) and _is_half(scan, ent):
            return None
        if actor is None or not actor.known:
            kind = kind if kind in ("person", "body") else ""
            if lexicon.given_names.known(tokens[0].text) or (tokens.start > ent.start and ent[0].lower_ != "the"):
                kind = "person"
            if actor is not None and actor.kind != "person":
                kind = actor.kind
            if kind == "person" and _is_with_article(tokens, lexicon):
                kind, actor, gender = "body", None, ""
            if kind == "person":
                actor = _titled(document, tokens) or actor
            sector = actor.sector if actor else ""
            if kind == "body" and sector in _SAYING_LITTLE:
                sector = ""  # a "People's Alliance" is no people
            actor = Actor(
                name=text, kind=kind, country=actor.country if actor else "", sector=sector,
                role=actor.role if actor else "", entity_id=f"name:{slugged(text)}", confidence=0.6,
                rule=f"{_GUESSED}{ent.label_}",
                gender=gender or lexicon.given_names.gender(text) if kind == "person" else "",
            )  # fmt: skip
        gender = gender or actor.gender if actor.kind == "person" else "n"
        start = tokens.start_char
        if actor.kind == "people" and actor.known:
            actor, start = _people(document, actor, tokens)
        return Mention(
            start, tokens.end_char, root.i, "name", actor.kind, actor, gender, actor.plural,
            possessed=root.dep_ in _INSIDE, placed=_is_in(root), text=document.text[start : tokens.end_char],
        )  # fmt: skip


def _at_home(actor: Actor, text: str, scan: Scan) -> Actor:
    """The actor of a name; a party or initials whose state the report never names, only others, are some others'."""
    common = actor.sector == "PTY" or (actor.sector == "REB" and text.isupper())
    if actor.kind == "person" or not common or not scan.countries or actor.country in scan.countries:
        return actor
    return msgspec.structs.replace(
        actor, name=text, country="", entity_id=f"name:{slugged(text)}", known=False, confidence=0.5
    )


def _is_with_article(tokens: Span, lexicon: Lexicon) -> bool:
    """Whether an article stands before a name of several words, as it does before those of bodies."""
    if len(tokens) < 2 or not tokens.start or tokens.root.tag_ in _PLURAL:
        return False
    return tokens.doc[tokens.start - 1].lower_ == "the" and not lexicon.given_names.known(tokens[0].text)


def _is_half(scan: Scan, ent: Span) -> bool:
    """Whether the parser took "Peru's Health" out of "Peru's Health ministry" for a name."""
    body = ent[-1].head
    if ent.label_ != "ORG" or ent[-1].dep_ != "compound" or not body.text.islower() or body.i != ent.end:
        return False
    last = scan.within(ent.start_char, body.idx + len(body))[-1:]
    return any(m.senses[0].sort == "role" and m.senses[0].kind == "body" for m in last)


def _is_of_another(head: Token, actor: Actor, resolver: ActorResolver) -> bool:
    """Whether a body's name of one word belongs to what stands before it: "Holm's Congress", "Workers' Congress"."""
    for token in head.lefts:
        if token.text[:1].isupper() and token.dep_ in ("poss", "compound", "nmod"):
            owner = resolver.resolve(token.text)
            if owner is None or owner.country != actor.country:
                return True
    return False


def _is_other(actor: Actor, ent: Span, tokens: Span, scan: Scan) -> bool:
    """Whether a name of the tables is but the last part of a longer name that they do not have."""
    if ent.label_ == "PERSON":
        return len(tokens) > 1 and actor.kind in ("state", "people")
    if actor.kind != "body":
        return False
    known = [scan.characters(m) for m in scan.within(tokens.start_char, tokens.end_char)]
    return any(t.text[:1].isupper() and not any(start <= t.idx < end for start, end in known) for t in tokens)


def _people(document: Document, actor: Actor, tokens: Span) -> tuple[Actor, int]:
    """A people as the text calls it, and where its phrase begins; an adjective before a noun means the state.

    "Greeks" and "ethnic Greeks" are two groups, and neither is Greece: "Greek" in "Greek ships" is.
    """
    head = tokens.root
    if head.dep_ in _INSIDE:
        state = actor.entity_id.replace("people:", "state:", 1)
        return msgspec.structs.replace(actor, kind="state", entity_id=state, plural=False), tokens.start_char
    left = tokens.start
    while left and document.doc[left - 1].dep_ in ("amod", "compound") and document.doc[left - 1].head.i == head.i:
        left -= 1
    start = document.doc[left].idx
    text = " ".join(document.text[start : tokens.end_char].split())
    if left == tokens.start:
        return msgspec.structs.replace(actor, name=text), start
    entity_id = f"np:{actor.country}-people-{slugged(text)}"
    return msgspec.structs.replace(actor, name=text, entity_id=entity_id, confidence=0.7), start


def _person(resolver: ActorResolver, text: str) -> Actor:
    return Actor(
        name=text, kind="person", entity_id=f"name:{slugged(text)}", confidence=0.55, rule=f"{_GUESSED}PERSON",
        gender=resolver.lexicon.given_names.gender(text),
    )  # fmt: skip


def settle(names: list[Mention], persons: Collection[int], resolver: ActorResolver) -> list[Mention]:
    """Names that no table has, each with the kind that those with its last word have most often.

    Args: persons: tokens of which the text says that they are some person: "Holt is a player".
    Returns: all names but those whose kind stays unknown.
    """
    votes: dict[str, Counter[str]] = {}
    last_words = [_last_word(m) for m in names]
    for last, mention in zip(last_words, names, strict=True):
        if last:
            counts = votes.setdefault(last, Counter())
            counts[mention.kind] += mention.text.count(" ") + 1  # a full name tells more than a surname
            if mention.head in persons:
                counts["person"] += 4
    found = []
    for last, mention in zip(last_words, names, strict=True):
        if last and mention.kind != "person" and 2 * votes[last]["person"] >= votes[last].total():
            actor = mention.actor = _person(resolver, mention.text)
            mention.kind, mention.gender = "person", actor.gender
        if mention.kind:
            found.append(mention)
    return found


def _last_word(mention: Mention) -> str:
    """The last word of a guessed name that may be a person's."""
    if mention.actor is None or mention.actor.known:
        return ""
    words = split(mention.text, 5)
    return words[-1].norm if 0 < len(words) < 5 and all(w.capital for w in words) else ""


def _titled(document: Document, tokens: Span) -> Actor | None:
    """What the words before a name tell: "Deputy Minister Jan Torvik"."""
    left = max(tokens.root.left_edge.i, tokens.start - 8)
    if left >= tokens.start:
        return None
    text = document.text[document.doc[left].idx : tokens.end_char]
    actor = document.resolver.resolve(text, date=document.date)
    return actor if actor is not None and actor.kind == "person" and actor.name == tokens.text else None


def unnoticed(document: Document, names: list[Mention], covered: bytearray) -> list[Mention]:
    """Persons that spaCy passed over: those of `names` once more, and others with a given name that we know."""
    known: set[str] = set()
    for mention in names:
        words = mention.text.split() if mention.kind == "person" else []
        if 1 < len(words) < 5:
            known.update(w for w in (words[0], words[-1]) if len(w) > 2 and w[:1].isupper() and w.isalpha())
    found = []
    doc, tree, lexicon = document.doc, tree_of(document), document.resolver.lexicon
    for i, pos in enumerate(tree.pos):
        if pos != "PROPN" or covered[i] or tree.dep[i] in _INSIDE:
            continue
        left = i
        while left and tree.pos[left - 1] == "PROPN" and tree.head[left - 1] == i and not covered[left - 1]:
            left -= 1
        if left == i and doc[i].text not in known:
            continue
        titled = False
        if doc[i].text not in known:  # "On Monday Jan Torvik", "Mr Jan Torvik": where the name begins
            titled, left = _beginning(doc, left, i, lexicon)
        span, _ = _strip(doc[left : i + 1], lexicon.titles)
        if span is None or span.end != i + 1 or not span.text[:1].isupper():
            continue
        if doc[i].text in known or titled or 1 < len(span) < 5:
            actor = _titled(document, span) or _person(document.resolver, span.text)
            found.append(Mention(
                span.start_char, span.end_char, i, "name", "person", actor, actor.gender, placed=_is_in(span.root),
                text=span.text,
            ))  # fmt: skip
    return found


def _beginning(doc: Doc, left: int, last: int, lexicon: Lexicon) -> tuple[bool, int]:
    """Where somebody's name begins within words that ends with it: behind a title (True), or with a given name."""
    for i in range(left, last + 1):
        if i > left and fold(doc[i - 1].text) in lexicon.titles:
            return True, i
        if i < last and lexicon.given_names.known(doc[i].text):
            return False, i
    return False, last


def _forename(tokens: Span, resolver: ActorResolver) -> Token | None:
    """The unknown capitalised word right before the name of a place, which makes it somebody's."""
    doc, i = tokens.doc, tokens.start - 1
    if i < 0:
        return None
    first = doc[i]
    if first.dep_ not in ("compound", "nmod") or first.head.i not in range(tokens.start, tokens.end):
        return None
    if first.pos_ != "PROPN" or not first.text.istitle() or resolver.lexicon.look_up(first.text):
        return None
    return first


def _with_given_name(tokens: Span, lexicon: Lexicon) -> Span:
    """A name with the given name that stands before it and that spaCy left out."""
    if not tokens.start:
        return tokens
    before = tokens.doc[tokens.start - 1]
    left_out = before.dep_ == "compound" and before.head.i == tokens.root.i and lexicon.given_names.known(before.text)
    return tokens.doc[tokens.start - 1 : tokens.end] if left_out else tokens


def _strip(ent: Span, titles: Mapping[str, str]) -> tuple[Span | None, str]:
    """A name without a title, article, line break or 's at its edges; the gender that the title tells."""
    doc, start, end, gender = ent.doc, ent.start, ent.end, ""
    while start < end and (fold(doc[start].text) in titles or doc[start].lower_ in ("the", "a", "an")):
        gender = titles.get(fold(doc[start].text), "") or gender
        start += 1
    for i in range(start, end):
        if "\n" in doc[i].text or "\n" in doc[i].whitespace_:
            end = i
            break
    while end > start and (
        doc[end - 1].text in ("'s", "’s", "'", "’")
        or doc[end - 1].is_space
        or (doc[end - 1].is_punct and doc[end - 1].text not in (".", ")"))
    ):
        end -= 1
    if start == end:
        return None, gender
    if start and not gender:
        gender = titles.get(fold(doc[start - 1].text), "")
    return doc[start:end], gender


def _is_in(token: Token) -> bool:
    """Whether something is said to be in what is named."""
    return token.dep_ == "pobj" and token.head.lower_ in _WITHIN


def _is_place(token: Token) -> bool:
    """Whether a seat of government is meant as a place: "in Moscow", "to Moscow"."""
    return token.dep_ == "pobj" and (token.head.lower_ in _WITHIN or token.head.lower_ in _TOWARDS)
