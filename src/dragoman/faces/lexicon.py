"""The lexicon under examination: whether its files are right, and how it reads a sentence."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from ..coder import Coder
from ..coding.document import Document
from ..coding.eventing.explain import Explainer, Trigger
from ..coding.eventing.lexicon import Example, Lexicon
from ..coding.examples import check_examples
from ..coding.ontology import Ontology
from ..errors import KnowledgeError, UsageError
from ..knowledge import DATA, Knowledge
from ..records import Event, Span

# Longer than any sentence; what is longer is a report, which `dragoman show` reads.
MAX_CHARS = 10_000
_BATCH = 64


class Checked(msgspec.Struct, frozen=True):
    """What a check found.

    problems: each with file and line ("mine.yaml:812: ..."). entries: number by category, own: those of the user's.
    examples: how many sentences were tried; 0 where the tables are not right, for then nothing can be read with them.
    """

    problems: tuple[str, ...]
    entries: dict[str, int]
    own: dict[str, int]
    examples: int


class Reading(msgspec.Struct, frozen=True):
    """How a sentence is read: its events, as a coder gives them, and the words that the lexicon looked at."""

    sentence: str
    events: tuple[Event, ...]
    triggers: tuple[Trigger, ...]


def check(folders: Sequence[str | Path] = (), ontology: str | None = None) -> Checked:
    """Reads the shipped lexicon with a user's on top, or that of their own ontology; tries every example where all can
    be read.

    Raises: KnowledgeError where a folder is none.
    """
    knowledge = Knowledge(folders, ontology=ontology)
    problems = [_misplaced(path) for path in knowledge.overlays if not _laid_out(path)]
    entries: Counter[str] = Counter()
    own: Counter[str] = Counter()
    tried = 0
    try:
        lexicon = Lexicon(knowledge, Ontology(knowledge), problems)
        for entry in lexicon:
            (own if entry.own else entries)[entry.meaning.category] += 1
        if not problems:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # said above
                coder = Coder(lexicon=folders, ontology=ontology)
            problems += _wrong_examples(coder, Explainer(knowledge, lexicon), lexicon.examples)
            for folder in knowledge.folders:
                problems += check_examples(coder, folder)
            tried = len(lexicon.examples)
    except KnowledgeError as error:
        problems.append(error.args[0])
    return Checked(tuple(problems), dict(sorted((entries + own).items())), dict(sorted(own.items())), tried)


def read_sentence(sentence: str, folders: Sequence[str | Path] = (), ontology: str | None = None) -> list[Reading]:
    """How each sentence of a text is read.

    Raises: UsageError where the text is empty or longer than a sentence may be; KnowledgeError.
    """
    if not sentence.strip():
        raise UsageError("there is no sentence; write one in quotation marks")
    if len(sentence) > MAX_CHARS:
        raise UsageError(f"the sentence has {len(sentence):,} characters, and at most {MAX_CHARS:,} are read")
    coder = Coder(lexicon=folders, ontology=ontology)
    explainer = Explainer(coder.knowledge)
    readings = []
    for span in coder.splitter.split(sentence, ()):
        text = span.of(sentence)
        document = coder._document(text, ("times", "places", "entities", "statements"))
        found = tuple(e for e in coder._coders["events"].code(document) if isinstance(e, Event))
        readings.append(Reading(text, found, tuple(explainer.triggers(document))))
    return readings


def _wrong_examples(coder: Coder, explainer: Explainer, examples: Sequence[Example]) -> Iterator[str]:
    """The examples that do not tell of their group's category; those of NONE must tell of nothing.

    The lexicon alone answers: a model beside it must not hide what an entry does.
    """
    wanted = [e for e in examples if e.sentence.strip()]
    for start in range(0, len(wanted), _BATCH):
        batch = wanted[start : start + _BATCH]
        spans = [(Span(0, len(e.sentence)),) for e in batch]
        docs = coder.parser.parse_many(zip((e.sentence for e in batch), spans, strict=True))
        for example, whole, doc in zip(batch, spans, docs, strict=True):
            document = Document(example.sentence, doc, whole, coder.resolver)
            told = {t.category for t in explainer.told(document)}
            right = not told if example.category == "NONE" else example.category in told
            if not right:
                expected = "nothing" if example.category == "NONE" else example.category
                given = ", ".join(sorted(told)) or "nothing"
                place = f"{example.path}:{example.line}"
                yield f"{place}: the example {example.sentence!r} should tell of {expected}, and tells of {given}"


def _laid_out(folder: Path) -> bool:
    """Whether a folder has any of the folders that `data/` has."""
    return any((folder / known.name).is_dir() for known in DATA.iterdir() if known.is_dir())


def _misplaced(folder: Path) -> str:
    inside = f"{folder.name}/lexicon/*.yaml"
    return f"{folder}: nothing here is read; tables lie in folders as in dragoman/data, such as {inside}"
