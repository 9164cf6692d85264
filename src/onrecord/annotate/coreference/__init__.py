"""Who is who within one report: chains of mentions for people, bodies and sources."""

from onrecord.annotate.coreference.chains import find_chains

__all__ = ["find_chains"]
