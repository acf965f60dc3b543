"""Who a phrase means: name, country, sector, role and id, as of a date."""

from .resolver import Actor, ActorResolver

__all__ = ["Actor", "ActorResolver"]
