"""Status of events: what took place, what did not, and what is open."""

from .reader import Status, StatusReader

__all__ = ["Status", "StatusReader"]
