"""Knowledge is data: reads the tables under `data/` and a user's overlays, and checks them against their schemas."""

from .knowledge import DATA, Knowledge
from .tables import join, read_located, read_text, read_tsv, read_yaml, tell_slips

__all__ = ["DATA", "Knowledge", "join", "read_located", "read_text", "read_tsv", "read_yaml", "tell_slips"]
