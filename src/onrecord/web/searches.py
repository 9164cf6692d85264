"""What a reader types into a search box, turned into a query that SQLite's FTS5 understands.

Words next to each other must all be there; `"a phrase"` stands as written; `flood*` finds
every word that begins so; `OR` gives a choice; `-word` leaves out. Everything else is taken
for words, so nothing a reader types can be a query of another kind.
"""

import re

_PARTS = re.compile(r'-?"[^"]*"\*?|[^\s"]+')
_CURLY = str.maketrans("“”„«»", '"""""')
# Longer questions are pasted by mistake; the limit keeps the answer quick.
_LONGEST = 400


class SearchError(ValueError):
    """What was typed cannot be looked for; the message says why, in words to be shown."""


def read_search(words: str) -> str:
    """Turn what was typed into an FTS5 query; raises SearchError when it is malformed.

    >>> read_search('dam "will hold" flood* -wall')
    '("dam" AND "will hold" AND "flood"*) NOT "wall"'
    >>> read_search("Vale OR minister")
    '("Vale") OR ("minister")'
    """
    plain = "".join(c if c.isprintable() else " " for c in words.translate(_CURLY))
    if len(plain) > _LONGEST:
        raise SearchError(f"This is too long to look for: use at most {_LONGEST} characters.")
    if plain.count('"') % 2:
        raise SearchError('A quotation mark is left open: close it, as in "will hold".')
    groups: list[list[str]] = [[]]
    for part in _PARTS.findall(plain):
        if part == "OR":
            groups.append([])
        elif part != "AND":
            groups[-1].append(part)
    if len(groups) > 1 and not all(groups):
        raise SearchError("OR needs words on both its sides, as in Vale OR minister.")
    return " OR ".join(_read_group(group) for group in groups)


def _read_group(parts: list[str]) -> str:
    wanted = [_read_term(part) for part in parts if not _is_left_out(part)]
    unwanted = [_read_term(part[1:]) for part in parts if _is_left_out(part)]
    if not wanted and unwanted:
        raise SearchError("Say what to look for, not only what to leave out.")
    if not wanted:
        raise SearchError("There is no word here to look for.")
    return " NOT ".join((f"({' AND '.join(wanted)})", *unwanted))


def _is_left_out(part: str) -> bool:
    return part.startswith("-") and len(part) > 1


def _read_term(part: str) -> str:
    begins = part.endswith("*")
    word = part[:-1] if begins else part
    if "*" in word and not word.startswith('"'):
        raise SearchError("A star stands at the end of a word, as in flood*.")
    word = word.strip('"')
    if not any(character.isalnum() for character in word):
        raise SearchError(f"There is no word to look for in {part}.")
    return f'"{word}"' + ("*" if begins else "")
