"""Leads third-person pronouns to the entity that they stand for."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from .chains import Chain, Chains
from .mentions import Mention

WINDOW = 4  # sentences back
_SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj"})
_OBJECT = frozenset({"dobj", "dative", "pobj", "iobj", "obj"})


class PronounLinker:
    """Salience by recency, grammatical role, parallelism and frequency, among those that agree in kind and number."""

    def link(self, doc: Doc, chains: Chains, pronouns: Sequence[Mention]) -> None:
        """Adds to each chain the pronouns that mean it; those that nothing fits well are left out."""
        for mention in pronouns:
            scored = [
                (score, -chain.mentions[0].start, chain)
                for chain in chains.chains
                if (score := self._score(doc, chain, mention)) > 0
            ]
            if not scored:
                continue
            scored.sort(key=lambda s: (s[0], s[1]), reverse=True)
            best = scored[0]
            if best[0] < 0.35:
                continue
            mention.kind = best[2].kind
            chains.add(best[2], mention)

    def _score(self, doc: Doc, chain: Chain, mention: Mention) -> float:
        if not agrees(chain, mention):
            return 0.0
        before = [m for m in chain.mentions if m.start < mention.start]
        if not before:
            return 0.0
        token = doc[mention.head]
        total = 0.0
        for last in before[-4:]:
            distance = mention.sentence - last.sentence
            if distance > WINDOW:
                continue
            total = max(total, self._salience(doc, last, token, mention, distance))
        if not total:
            return 0.0
        total += 0.05 * min(6, len(before))
        if chain.gender and chain.gender == mention.gender:
            total += 0.2
        if chain.kind == "person" and mention.gender in ("m", "f") and chain.named:
            total += 0.1
        return total

    def _salience(self, doc: Doc, last: Mention, token: Token, mention: Mention, distance: int) -> float:
        other = doc[last.head]
        if distance == 0 and _bound(other, token, mention):
            return 0.0
        score = 1.0 * 0.7**distance
        if other.dep_ in _SUBJECT:
            score += 0.35
        elif other.dep_ in _OBJECT:
            score += 0.1
        elif last.possessed and last.sort != "pronoun":
            score -= 0.25
        if (other.dep_ in _SUBJECT) == (token.dep_ in _SUBJECT):
            score += 0.1
        if last.sort == "pronoun" and last.gender == mention.gender and last.plural == mention.plural:
            score += 0.3
        return max(score, 0.01)


def agrees(chain: Chain, mention: Mention) -> bool:
    """Whether an entity can be meant by a pronoun: kind, number, gender."""
    if mention.gender in ("m", "f"):
        return chain.kind == "person" and not chain.plural and chain.gender in ("", mention.gender)
    if mention.plural:
        return chain.plural or chain.kind in ("people", "group") or chain.kind == "body"
    return chain.kind in ("body", "state", "group") and not chain.plural


def _bound(other: Token, token: Token, mention: Mention) -> bool:
    """Whether grammar forbids the two to mean the same: both depend on one verb and the pronoun is not reflexive."""
    form = mention.pronoun.form if mention.pronoun else ""
    if form in ("reflexive", "possessive"):
        return form == "possessive" and token.head.i == other.i
    top = _argument(other)
    return top.head.i == _argument(token).head.i and top.i != _argument(token).i and top.head.pos_ in ("VERB", "AUX")


def _argument(token: Token) -> Token:
    """The verb's argument that a token stands in: a preposition's object goes up to the preposition."""
    while token.dep_ in ("pobj", "conj", "compound", "appos") and token.head.i != token.i:
        token = token.head
    return token
