"""The archive's tables: one a record type, flat and typed, and `reports`, which says what counts."""

from __future__ import annotations

import pyarrow as pa

FORMAT = 1

_TEXT = pa.string()
_TEXTS = pa.list_(_TEXT)
_WHERE = [("start", pa.int64()), ("end", pa.int64())]
SPAN = pa.struct(_WHERE)
PARTY = pa.struct([*_WHERE, *((name, _TEXT) for name in ("text", "name", "country", "sector", "role", "entity_id"))])
# Records carry the batch they were written in: they count once `reports` names the same batch (see `archive.py`).
_KEY = [("report_id", _TEXT), ("batch", _TEXT)]
_PROOF = [("confidence", pa.float64()), ("rule", _TEXT)]
_SENTENCE = [("sentence", _TEXT), ("sentence_start", pa.int64()), ("sentence_end", pa.int64())]
_PLAIN_PARTY = ("name", "country", "sector", "id")


def _lists(role: str) -> list[tuple[str, pa.DataType]]:
    return [(f"{role}s", pa.list_(PARTY)), *((f"{role}_{name}", _TEXTS) for name in _PLAIN_PARTY)]


def _single(role: str) -> list[tuple[str, pa.DataType]]:
    return [(role, PARTY), *((f"{role}_{name}", _TEXT) for name in ("name", "country"))]


SCHEMAS: dict[str, pa.Schema] = {
    "events": pa.schema([
        ("event_id", _TEXT), *_KEY, ("category", _TEXT), ("mode", _TEXT), ("contexts", _TEXTS), ("status", _TEXT),
        ("quad", pa.int32()), ("score", pa.float64()), ("cameo", _TEXT), *_lists("actor"), *_lists("recipient"),
        ("trigger", _TEXT), ("trigger_start", pa.int64()), ("trigger_end", pa.int64()), *_SENTENCE,
        ("time", _TEXT), ("earliest", pa.date32()), ("latest", pa.date32()), ("precision", _TEXT),
        ("place", _TEXT), ("place_country", _TEXT), ("latitude", pa.float64()), ("longitude", pa.float64()),
        ("geonameid", pa.int64()), *_single("said_by"), *_PROOF,
    ]),
    "statements": pa.schema([
        ("statement_id", _TEXT), *_KEY, ("kind", _TEXT), ("source", _TEXT), ("cue", _TEXT), ("content", _TEXT),
        ("content_spans", pa.list_(SPAN)), ("source_span", SPAN), ("cue_span", SPAN), *_single("speaker"),
        *_SENTENCE, *_PROOF,
    ]),
    "figures": pa.schema([
        ("figure_id", _TEXT), *_KEY, ("text", _TEXT), *_WHERE, ("value", pa.float64()), ("low", pa.float64()),
        ("high", pa.float64()), ("unit", _TEXT), ("kind", _TEXT), ("of", _TEXT), ("approximate", pa.bool_()),
        *_single("holder"), ("period", _TEXT), ("earliest", pa.date32()), ("latest", pa.date32()),
        *_single("said_by"), *_SENTENCE, *_PROOF,
    ]),
    "entities": pa.schema([
        ("record_id", _TEXT), *_KEY, ("entity_id", _TEXT), ("name", _TEXT), ("country", _TEXT), ("sector", _TEXT),
        ("role", _TEXT), ("kind", _TEXT), ("mentions", pa.list_(SPAN)), ("mention_texts", _TEXTS), *_PROOF,
    ]),
    "places": pa.schema([
        ("place_id", _TEXT), *_KEY, ("text", _TEXT), *_WHERE, ("name", _TEXT), ("country", _TEXT),
        ("latitude", pa.float64()), ("longitude", pa.float64()), ("geonameid", pa.int64()), ("kind", _TEXT),
        *_SENTENCE, *_PROOF,
    ]),
    "times": pa.schema([
        ("time_id", _TEXT), *_KEY, ("text", _TEXT), *_WHERE, ("earliest", pa.date32()), ("latest", pa.date32()),
        ("precision", _TEXT), *_SENTENCE, *_PROOF,
    ]),
    # `record` is the report as JSON without text and raw, which stand beside it.
    "reports": pa.schema([
        *_KEY, ("reading", pa.int64()), ("title", _TEXT), ("date", pa.date32()), ("publisher", _TEXT),
        ("author", _TEXT), ("url", _TEXT), ("language", _TEXT), ("licence", _TEXT), ("origin", _TEXT),
        ("text", _TEXT), ("raw", _TEXT), ("words", pa.int64()), ("record", _TEXT), ("package", _TEXT),
        ("lexicon", _TEXT), ("model", _TEXT),
    ]),
}  # fmt: skip
RECORD_TABLES = tuple(name for name in SCHEMAS if name != "reports")
