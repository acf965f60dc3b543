"""Knowledge is data: reads the tables under `data/` and a user's overlays, and checks them against their schemas."""

from .knowledge import DATA, Knowledge
from .tables import read_tsv, read_yaml

__all__ = ["DATA", "Knowledge", "read_tsv", "read_yaml"]
