"""Words as data: the tables in `en/`, one entry a line, read once and kept.

A table is UTF-8 text with tab-separated columns; blank lines and lines opening with `#` are
comments. A linguist improves cues, hedges and units here without touching code; another
language is another folder.
"""

from functools import cache
from importlib.resources import files

LANGUAGE = "en"


@cache
def load_table(name: str, language: str = LANGUAGE) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the table `name` (without its `.tsv`), each a tuple of columns."""
    source = files(__package__).joinpath(language, f"{name}.tsv").read_text("utf-8")
    lines = (line.rstrip("\n") for line in source.splitlines())
    return tuple(
        tuple(cell.strip() for cell in line.split("\t"))
        for line in lines
        if line.strip() and not line.startswith("#")
    )


@cache
def load_words(name: str, language: str = LANGUAGE) -> frozenset[str]:
    """Return the first column of a table as a set."""
    return frozenset(row[0] for row in load_table(name, language))


@cache
def load_map(name: str, language: str = LANGUAGE) -> dict[str, str]:
    """Return the first two columns of a table as a mapping."""
    return {row[0]: row[1] for row in load_table(name, language)}
