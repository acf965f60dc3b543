"""How events are found: lexicon, frames, parties, contexts, setting."""
