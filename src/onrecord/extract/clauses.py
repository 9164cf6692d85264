"""Places in a parsed sentence, by the names the extractors know them by: see `onrecord.parses`."""

from onrecord.parses import climb, find_children, find_range, find_root

__all__ = ["climb", "find_children", "find_range", "find_root"]
