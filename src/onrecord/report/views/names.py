"""The story named by what its reports share: the commonest names, and the noun most counted.

No headline is invented; every part is a spelling that the reports themselves have. A country
and its people count as one name.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cache

from onrecord.lexicon import load_map, load_table
from onrecord.records import Evidence, MentionKind
from onrecord.report.views.pile import Pile

Finder = Callable[[Pile, Evidence], Iterator[str]]

NAMES = 4
_ARTICLE = re.compile(r"^(?:the|a|an)\s+|['’]s$", re.IGNORECASE)


def name_story(pile: Pile) -> tuple[str, ...]:
    """Return the names that most reports share, then the noun most of them count.

    A name in one report only is not shared; in a pile of one, that report's commonest do.
    """
    names: list[str] = []
    for name in _shared(pile, _mentioned):
        if len(names) < NAMES and not any(_says_again(name, other) for other in names):
            names.append(name)
    nouns = [noun for noun in _shared(pile, _counted)[:1] if not _says_again(noun, *names)]
    return (*names, *nouns)


def _says_again(name: str, *others: str) -> bool:
    """Say whether one name is part of another: "Oserin" of "Nadia Oserin"."""
    words = set(name.casefold().split())
    return any(words <= (said := set(o.casefold().split())) or said <= words for o in others)


def _shared(pile: Pile, find: Finder) -> tuple[str, ...]:
    reports: Counter[str] = Counter()
    times: Counter[str] = Counter()
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for evidence in pile.evidence:
        found = [(_key(word), word) for word in find(pile, evidence) if word]
        reports.update({key for key, _ in found})
        for key, word in found:
            times[key] += 1
            spellings[key][word] += 1
    least = 1 if len(pile.evidence) == 1 else 2
    ranked = sorted(
        (key for key in reports if reports[key] >= least),
        key=lambda key: (-reports[key], -times[key], key),
    )
    return tuple(_commonest(spellings[key]) for key in ranked)


def _key(word: str) -> str:
    """Return what a name is counted under: its country's name, if it is of a country."""
    return _countries().get(word, word.casefold())


@cache
def _countries() -> dict[str, str]:
    """Map every form of a country but its capital to one key: "Russian" is of Russia."""
    forms: dict[str, str] = {}
    for row in load_table("countries"):
        for column in (row[1], *row[3:5]):
            forms.update(dict.fromkeys(column.split("|"), row[1].casefold()))
    return forms


@cache
def _demonyms() -> frozenset[str]:
    return frozenset(
        form for row in load_table("countries") if len(row) > 4 for form in row[4].split("|")
    )


def _commonest(spellings: Counter[str]) -> str:
    """Return the spelling the reports have most; a name rather than an adjective."""
    return min(spellings, key=lambda word: (word in _demonyms(), -spellings[word], word))


def _mentioned(pile: Pile, evidence: Evidence) -> Iterator[str]:
    """Yield names, those that stand side by side ("Tarsk", "Dam") as one."""
    text, start, end = evidence.document.text, 0, -1
    spans = sorted(each.span for each in evidence.mentions if each.kind != MentionKind.OTHER)
    for span in spans:
        if text[end : span.start] != " ":
            yield _plain_name(text[start:end])
            start = span.start
        end = max(end, span.end)
    yield _plain_name(text[start:end])


def _plain_name(name: str) -> str:
    return _ARTICLE.sub("", " ".join(name.split())).strip()


def _counted(pile: Pile, evidence: Evidence) -> Iterator[str]:
    for figure in evidence.figures:
        head = figure.quantity.head
        # Every story counts people; that names none.
        plain = load_map("quantity_kinds").get(head or "") == "people"
        if head and not plain and figure.quantity.unit is None and figure.quantity.counted:
            words = pile.words(figure.quantity.counted).split()
            yield next((word for word in words if word.casefold().startswith(head[:4])), "")
