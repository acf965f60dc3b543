"""The formats that reports come in: one file each, and each turns an opened input into drafts."""

from .opened import Opened
from .registry import reader_of
from .sniff import sniff

__all__ = ["Opened", "reader_of", "sniff"]
