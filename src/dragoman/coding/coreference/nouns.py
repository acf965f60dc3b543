"""Noun phrases that stand for somebody: by a noun of the tables, or by what the sentence says."""

from __future__ import annotations

from spacy.tokens import Token

from ..actors.lexicon import Match
from ..document import Document
from ..tree import Tree, tree_of
from .mention import Mention
from .predicates import said_of
from .scan import Scan
from .words import CoreferenceWords

_NOMINAL_POS = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_INSIDE = frozenset({"compound", "amod", "nmod", "advmod", "npadvmod", "poss"})
_BEFORE = frozenset({"det", "amod", "compound", "nmod", "nummod", "poss"})
_DEFINITE = frozenset({"the", "this", "that", "both"})
_TWO = frozenset({"two", "both"})
_COUNTING = frozenset({"det", "predet", "nummod", "preconj", "punct"})
_PLURAL = frozenset({"NNS", "NNPS"})
_TRIM_LEFT = frozenset({"prep", "cc", "punct", "mark", "intj", "advmod", "preconj"})


class NounFinder:
    """Finds the noun phrases of one document."""

    def __init__(self, words: CoreferenceWords) -> None:
        self.words = words
        self._kind_of = {n: kind for kind in ("group", "body", "state") for n in words.anaphors.get(kind, ())}

    def by_role(self, document: Document, scan: Scan, covered: bytearray) -> list[Mention]:
        """Nouns of the tables: "the minister", "a soldier", "rebels"."""
        found = []
        doc = document.doc
        heads: set[int] = set()
        for match in scan.matches:
            if match.senses[0].sort != "role":
                continue
            start, end = scan.characters(match)
            head = doc[scan.token_at(end - 1)]
            if match.end - match.start > 1 and head.dep_ == "pobj":
                head = document.tokens((start, end)).root  # "leader of the opposition"
            if head.pos_ not in _NOMINAL_POS or head.dep_ in ("compound", "amod", "nmod", "advmod", "det", "nummod"):
                continue
            if covered[head.i] or head.i in heads or (head.tag_ == "NNPS" and self._in_a_name(document, head)):
                continue
            mention = self._nominal(document, match, head, start)
            if mention is not None:
                heads.add(head.i)
                found.append(mention)
        return found

    def _fresh(self, head: Token) -> bool:
        """Whether a noun phrase brings somebody new: "a soldier", "ten people"."""
        return any(c.dep_ == "nummod" or c.lower_ in self.words.fresh for c in head.children)

    def _in_a_name(self, document: Document, head: Token) -> bool:
        """Whether a capitalised plural in running text is part of a name: "the Pittsburgh Pirates"."""
        before = head.nbor(-1) if head.i else head
        sentence = document.sentence_at(head.idx)
        return before.pos_ == "PROPN" and before.head.i == head.i and sentence not in document.headings

    def _nominal(self, document: Document, match: Match, head: Token, start: int) -> Mention | None:
        doc = head.doc
        left = head.left_edge.i
        while left < head.i and doc[left].dep_ in _TRIM_LEFT and doc[left].head.i == head.i:
            left = doc[left].right_edge.i + 1
        left = max(left, head.i - 15)
        left = next((j + 1 for j in range(head.i - 1, left - 1, -1) if "\n" in doc[j].text_with_ws), left)
        right = min(head.right_edge.i, head.i + 12)
        text = document.text[doc[left].idx : doc[right].idx + len(doc[right])]
        actor = document.resolver.resolve(text, date=document.date, cased=True)
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
        unknown = not actor.country and head.text.islower() and _has_unknown_owner(tree_of(document), head.i, start)
        return Mention(
            doc[left].idx, head.idx + len(head), head.i, "nominal", actor.kind, actor, gender, plural,
            noun=head.lemma_.lower(), definite=definite, possessed=possessed,
            of=said_of(tree_of(document), head.i, self.words), fresh=not definite and self._fresh(head),
            both=plural and definite and _are_two(tree_of(document), head.i),
            alien=sense.kind == "thing" or unknown,
        )  # fmt: skip

    def by_structure(self, document: Document, covered: bytearray, heads: set[int]) -> list[Mention]:
        """Nouns that no table has but that the sentence says of somebody, or that stand for any of a kind."""
        tree = tree_of(document)
        found = []
        for i, (pos, dep) in enumerate(zip(tree.pos, tree.dep, strict=True)):
            if pos not in _NOUNS or dep in _INSIDE or covered[i] or i in heads:
                continue
            kind = self._kind_of.get(tree.lemma[i], "")
            definite = any(tree.low[k] in _DEFINITE for k in tree.kids[i])
            of = None if tree.lemma[i].endswith(self.words.abstract_endings) else said_of(tree, i, self.words)
            if of is None and not (kind and definite):
                continue
            left = i
            while left and tree.head[left - 1] == i and tree.dep[left - 1] in _BEFORE:
                left -= 1
            found.append(Mention(
                tree.start[left], tree.end[i], i, "nominal", kind, None, "n" if kind else "", tree.tag[i] in _PLURAL,
                noun=tree.lemma[i], definite=definite, possessed=any(tree.dep[k] == "poss" for k in tree.kids[i]),
                of=of, role=False, both=tree.tag[i] in _PLURAL and definite and _are_two(tree, i),
            ))  # fmt: skip
        return found


def _are_two(tree: Tree, head: int) -> bool:
    """Whether a definite noun phrase counts two: "the two sides", "both sides", not "the two French sides"."""
    kids = tree.kids[head]
    return any(tree.low[k] in _TWO for k in kids) and all(tree.dep[k] in _COUNTING for k in kids if k < head)


def _has_unknown_owner(tree: Tree, head: int, start: int) -> bool:
    """Whether a name before a noun, which begins at the character `start`, may be whose it is: "a Nolgas official"."""
    return any(
        tree.dep[k] in ("compound", "nmod", "poss") and tree.tag[k] == "NNP" and tree.start[k] < start
        for k in tree.kids[head]
    )
