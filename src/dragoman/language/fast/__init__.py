"""spaCy's own models, run faster: same weights, same results."""

from .pipeline import Pipeline

__all__ = ["Pipeline"]
