"""Coding: from sentences to records with spans. One module a record type; `registry` lists them."""

from .document import Document
from .registry import RecordCoder, RecordType, record_type, record_types

__all__ = ["Document", "RecordCoder", "RecordType", "record_type", "record_types"]
