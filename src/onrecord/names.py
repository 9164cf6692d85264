"""Names of people and bodies: taking them apart and telling when two are one.

Used within a report and across reports, so both follow the same rule. Sex, nationality and
fame are not looked at; only the letters are.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from onrecord.lexicon import load_map, load_table, load_words

# Names asked about again and again in one report.
REMEMBERED = 10_000
_LOST = re.compile("[?\ufffd]")
SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


def name_parts(name: str) -> tuple[str, ...]:
    """Split a person's name into its parts, leaving out titles, suffixes and brackets.

    >>> name_parts("Mr. Dana Okoro Jr."), name_parts("Dana] Okoro")
    (('Dana', 'Okoro'), ('Dana', 'Okoro'))
    """
    titles = load_words("titles")
    parts = name.replace("’", "'").removesuffix("'s").split()
    while len(parts) > 1 and parts[0].rstrip(".").lower() in titles:
        parts = parts[1:]
    while len(parts) > 2 and parts[0].lower() in load_words("roles"):
        parts = parts[1:]
    while len(parts) > 1 and parts[-1].lower().rstrip(",") in SUFFIXES:
        parts = parts[:-1]
    return tuple(part.strip(",[]") for part in parts)


@cache
def fold(word: str) -> str:
    """Return a word's letters without case, accents or apostrophes.

    >>> fold("Élysée’s")
    'elysees'
    """
    letters = unicodedata.normalize("NFKD", word.lower())
    return "".join(c for c in letters if not unicodedata.combining(c) and c not in "'’`")


def same_full_name(left: Sequence[str], right: Sequence[str]) -> bool:
    """Say whether two full names can be one: same ends, a middle part or a short form apart.

    >>> same_full_name(("Dana", "R.", "Okoro"), ("Dana", "Okoro"))
    True
    >>> same_full_name(("Dana", "Okoro"), ("Lena", "Okoro"))
    False
    """
    a, b = [fold(p) for p in left], [fold(p) for p in right]
    if min(len(a), len(b)) < 2:
        return False
    return a == b or (a[-1] == b[-1] and (a[0] == b[0] or a[0] in _kin(b[0])))


@cache
def _kin(given: str) -> frozenset[str]:
    """Return the given names one may go by beside this one ("chuck" for "charles")."""
    kin = set()
    for short, full in load_map("nicknames").items():
        if given == short:
            kin |= set(full.split("|"))
        elif given in full.split("|"):
            kin.add(short)
    return frozenset(kin)


def find_bearers(part: str, names: Sequence[Sequence[str]]) -> tuple[list[int], str]:
    """Return which of `names` a single part can stand for, and which part of theirs it is.

    The last name is tried first, then the first one (a family name in Korean and Chinese
    usage, a given name elsewhere), then any other.

    >>> find_bearers("Okoro", [("Dana", "Okoro"), ("Okoro", "Lindqvist")])
    ([0], 'last name')
    """
    low = fold(part)
    for how, first, last in (("last name", -1, None), ("first name", 0, 1), ("name", 0, None)):
        fits = [i for i, parts in enumerate(names) if low in [fold(p) for p in parts[first:last]]]
        if fits:
            return fits, how
    return [], ""


@lru_cache(REMEMBERED)
def body_key(words: str) -> str:
    """Return the form under which two mentions of a body are the same.

    >>> body_key("The U.S. State Department") == body_key("US State Department")
    True
    """
    folded = words.lower().replace("’", "'").removesuffix("'s").replace(".", "")
    return " ".join(w for w in folded.split() if w not in {"the", "a", "an"})


@lru_cache(REMEMBERED)
def is_medium(name: str) -> bool:
    """Say whether a name is that of a medium: in the table `media`, or built like one.

    A letter that the report's page lost may stand for any: "RT?".

    >>> is_medium("The Washington Post"), is_medium("The Port Herald"), is_medium("The State")
    (True, True, False)
    """
    bare = _bare_medium(name)
    if bare in _load_media() or (_LOST.search(bare) and _is_spoilt(bare)):
        return True
    words = bare.split()
    named = len(words) > 1 and all(word[:1].isupper() or word in {"of", "the"} for word in words)
    return named and bool({words[0], words[-1]} & load_words("media_words"))


def _is_spoilt(bare: str) -> bool:
    pattern = re.compile(".".join(re.escape(part) for part in _LOST.split(bare)))
    return any(pattern.fullmatch(name) for name in _load_media())


def same_medium(left: str, right: str) -> bool:
    """Say whether two names of media are one but for an article."""
    return bool(left and right) and _bare_medium(left).lower() == _bare_medium(right).lower()


@lru_cache(REMEMBERED)
def _bare_medium(name: str) -> str:
    words = " ".join(name.replace("’", "'").split())
    return re.sub(r"^the ", "", words, flags=re.IGNORECASE).removesuffix("'s")


@cache
def load_company_words(kind: str) -> frozenset[str]:
    """Return the words of the table `company_words` of one kind: "ending" or "noun"."""
    return frozenset(row[0] for row in load_table("company_words") if row[1] == kind)


@cache
def _load_media() -> frozenset[str]:
    return frozenset(_bare_medium(name) for name in load_words("media"))
