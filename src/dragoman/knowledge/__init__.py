"""Knowledge is data: reads the tables under `data/` and a user's overlays, and checks them against their schemas."""

from .knowledge import DATA, Knowledge
from .tables import join, read_tsv, read_yaml

__all__ = ["DATA", "Knowledge", "join", "read_tsv", "read_yaml"]
