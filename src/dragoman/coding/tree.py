"""A parse as plain lists: the same tokens as spaCy's, far faster to walk many times."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import msgspec
from spacy.attrs import DEP, ENT_TYPE, HEAD, IDX, LEMMA, LENGTH, LOWER, POS, TAG
from spacy.tokens import Doc

from ..knowledge import Knowledge
from .document import Document

_KEY = "dragoman_tree"
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
VERBAL = frozenset({"VERB", "AUX"})


_CLAUSAL = frozenset({"ROOT", "ccomp", "conj", "advcl", "relcl"})


class _Lemmas(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The layout of `data/lexicon/words/lemmas.yaml`."""

    verbs: dict[str, str]


@functools.cache
def _verb_lemmas() -> dict[str, str]:
    """Lemmas as the parser gives them, and as they should be, of verbs that it gets wrong."""
    found: dict[str, str] = {}
    for _, table in Knowledge().documents("lexicon/words/lemmas.yaml", _Lemmas):
        found |= table.verbs
    return found


# Dependents of one word that are looked at: what has more is no sentence that anybody wrote.
MOST = 300


class Tree:
    """Token attributes and the tree of a document; every list has one item a token.

    lemma, low: lower-case; pos, tag, dep, ent: spaCy's labels; head: index of the head (its own at a root);
    kids: indices of the dependents, in the order of the text, at most `MOST`; start, end: characters.
    """

    __slots__ = ("dep", "end", "ent", "head", "kids", "lemma", "low", "pos", "start", "tag")

    def __init__(self, doc: Doc) -> None:
        table = doc.to_array([LEMMA, LOWER, POS, TAG, DEP, ENT_TYPE, HEAD, IDX, LENGTH]).astype("int64").T.tolist()
        strings = doc.vocab.strings
        names: dict[int, str] = {0: ""}

        def name(key: int) -> str:
            found = names.get(key)
            if found is None:
                found = names[key] = strings[key & 0xFFFFFFFFFFFFFFFF]
            return found

        self.low = [name(k) for k in table[1]]
        self.lemma = [name(k).lower() or low for k, low in zip(table[0], self.low, strict=True)]
        self.pos, self.tag, self.dep, self.ent = ([name(k) for k in column] for column in table[2:6])
        right = _verb_lemmas()
        for i, lemma in enumerate(self.lemma):
            if lemma in right and self.pos[i] == "VERB":
                self.lemma[i] = right[lemma]
        self.head = [i + offset for i, offset in enumerate(table[6])]
        self.start = table[7]
        self.end = [s + n for s, n in zip(table[7], table[8], strict=True)]
        self.kids: list[list[int]] = [[] for _ in self.low]
        for i, head in enumerate(self.head):
            if head != i:
                self.kids[head].append(i)
        self._mend_verbs()
        self._mend_roots()
        for kids in self.kids:
            del kids[MOST:]

    def _mend_verbs(self) -> None:
        """In headlines the tagger takes verbs for nouns, the parser gives them subjects: "Leaders agree to meet"."""
        for k, dep in enumerate(self.dep):
            i = self.head[k]
            if dep == "nsubj" and k < i and self.pos[i] == "NOUN" and self.dep[i] in _CLAUSAL:
                self.pos[i], self.tag[i] = "VERB", "VBP"
                self.lemma[i] = _verb_lemmas().get(self.lemma[i], self.lemma[i])

    def _mend_roots(self) -> None:
        """In "Norland, which borders both, offered to help" the parser roots the name and hangs the verb on it."""
        for i, dep in enumerate(self.dep):
            root = self.head[i]
            if dep != "acl" or self.dep[root] != "ROOT" or self.pos[root] not in NOMINAL or self.head[root] != root:
                continue
            active = self.tag[i] in ("VBD", "VBZ", "VBP") or (
                self.tag[i] == "VBN"
                and self.low[i - 1] == ","
                and any(self.dep[k] in ("dobj", "xcomp", "ccomp") for k in self.kids[i])
                and any(self.dep[k] == "relcl" and root < k < i for k in self.kids[root])
            )
            if active and i > root and not any(self.dep[k] in ("nsubj", "nsubjpass") for k in self.kids[i]):
                self.kids[root].remove(i)
                self.kids[i].insert(0, root)
                self.head[i], self.dep[i], self.head[root], self.dep[root] = i, "ROOT", i, "nsubj"

    def __len__(self) -> int:
        return len(self.low)

    def child(self, i: int, *deps: str) -> int | None:
        """The first dependent with one of the labels."""
        return next((k for k in self.kids[i] if self.dep[k] in deps), None)

    def children(self, i: int, *deps: str) -> list[int]:
        """All dependents with one of the labels."""
        return [k for k in self.kids[i] if self.dep[k] in deps]

    def up(self, i: int, limit: int = 60) -> Iterator[int]:
        """The heads above a token, nearest first."""
        for _ in range(limit):
            head = self.head[i]
            if head == i:
                return
            yield head
            i = head

    def conjuncts(self, i: int, limit: int = 60) -> list[int]:
        """The token and all that are coordinated with it after it, nominal ones."""
        found, waiting = [i], [i]
        while waiting and len(found) < limit:
            at = waiting.pop(0)
            for k in self.kids[at]:
                if self.dep[k] == "conj" and self.pos[k] in NOMINAL:
                    found.append(k)
                    waiting.append(k)
        return found[:limit]

    def objects(self, prep: int) -> list[int]:
        """What a preposition governs: nouns, clauses, or what the preposition under it governs."""
        found: list[int] = []
        for k in self.kids[prep]:
            if self.dep[k] in ("pobj", "pcomp") or (self.low[prep] == "as" and self.pos[k] == "ADJ"):
                found.append(k)
            elif self.dep[k] == "prep":
                found += [j for j in self.kids[k] if self.dep[j] in ("pobj", "pcomp")]
        return found


def tree_of(document: Document) -> Tree:
    """The document's tree, made once."""
    data = document.doc.user_data
    tree: Tree | None = data.get(_KEY)
    if tree is None:
        tree = data[_KEY] = Tree(document.doc)
    return tree
