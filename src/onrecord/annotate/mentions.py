"""Named mentions: people, organisations, places and peoples, as the encoder found them.

Labels are OntoNotes' own; a mention never crosses a paragraph's end, and a possessive
ending or a leading article is not part of a name.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.intervals import Intervals
from onrecord.lexicon import load_map, load_table, load_words
from onrecord.names import SUFFIXES, is_medium, load_company_words, name_parts
from onrecord.records import Mention, MentionKind, Span

KINDS = {
    "PERSON": MentionKind.PERSON,
    "ORG": MentionKind.ORGANIZATION,
    "GPE": MentionKind.PLACE,
    "LOC": MentionKind.PLACE,
    "FAC": MentionKind.PLACE,
    "NORP": MentionKind.GROUP,
}
_TITLED = re.compile(r"\b([A-Z][a-z]{1,4})\. ((?:[A-Z][\w’'-]+)(?: [A-Z][\w’'-]+){0,2})")
_HYPHENED = re.compile(r"(?:-\w+)+")  # "Kim Yong-hyun" is one name
_RUN_ON = re.compile(r"(?P<word>[^\W\d_]{3,})(?P<gap>\. )(?=[A-Z])")
_BESIDE = 8  # words between a name and the "his" that takes it up
LEAST_WHOLE = 2  # words of a whole name: only of more can one be left out
ACRONYM = 4  # letters; "GOP" and "NATO" are nobody's name
# A mark in mid-sentence at the end of capitals is a letter that the page lost: "told RT? that".
_SPOILT, _LOST = re.compile(r"^[A-Z]{2,}$"), re.compile(r"[?\ufffd](?=['’]s\b| [a-z])")
_NUMBER = re.compile(r" \d{1,2}(?: Live)?(?=['’]s\b|[.,;:]?\s|[.,]?$)")
_TITLE = 16  # characters that hold the title before a name
_SYLLABLE = 2  # letters of the shortest syllables of names: "Jae-in"
_HYPHEN_BEFORE = re.compile(r"\b[A-Z][a-z]+-$")
_WIRE = re.compile(
    r"^[A-Z][^a-z()\n]+\(([^\W\d][^()\n]*)\) ?[-–—]", re.MULTILINE
)  # "PORT OSK (Norlight) -"
_ENDS = re.compile(r"(?:['’]s?|[\s,;:.“”\"\[\]-]+)$")
_STARTS = re.compile(r"^(?:[\s“”\"'.,\[\]-]+|(?:the|a|an)\s+)", re.IGNORECASE)


def find_mentions(
    text: str, entities: Iterable[tuple[int, int, str]], document_id: str
) -> tuple[Mention, ...]:
    """Return the mentions among labelled offsets, trimmed to the name itself, in text order."""
    found = []
    for start, end, label in _split_names(text, entities):
        start, end = _trim_name(text, start, end)
        if (number := _NUMBER.match(text, end)) and _is_numbered(text[start:end]):
            end = number.end()
        end += bool(_SPOILT.search(text[start:end])) and bool(_LOST.match(text, end))
        if label == "PERSON":
            start, end = _drop_neighbours(text, start, end)
        if start < end and "\n" not in text[start:end] and not _is_title(text[start:end], label):
            kind = KINDS.get(label, MentionKind.OTHER)
            span = Span(document_id=document_id, start=start, end=end)
            found.append(Mention(span=span, kind=kind, label=label))
    found += _find_titled(text, found, document_id)
    found = _put_full(found, _find_full_forms(text, found, document_id))
    return tuple(sorted(_agree(text, found), key=lambda m: (m.span.start, m.span.end, m.label)))


def _is_numbered(name: str) -> bool:
    """Say whether a number after a name belongs to it: "Port Radio 4"."""
    words = name.split()
    return len(words) > 1 and ("numbered",) in {
        row[1:] for row in load_table("media_words") if row[0] == words[-1]
    }


def _is_title(name: str, label: str) -> bool:
    """Say whether a supposed name is nothing but titles ("Col", "Prime Minister")."""
    words = [word.rstrip(".").lower() for word in name.split()]
    return label in KINDS and all(
        word in load_words("titles") or word.startswith("spokes") for word in words
    )


def _names_a_body(text: str, span: Span) -> bool:
    """Say whether a supposed person is none by its form: an acronym, a medium, a company."""
    name = span.of(text)
    last = name.split()[-1]
    after = text[span.end : span.end + 7]
    return (
        (name.isupper() and len(name) <= ACRONYM)
        or is_medium(name)
        or (" " in name and last in load_company_words("ending"))
        or (" " in name and last in load_words("building_words"))
        or text[max(0, span.start - 4) : span.start].lower() == "the "
        or after.startswith(", which")
    )


def _find_titled(text: str, found: list[Mention], document_id: str) -> list[Mention]:
    """Return names that follow an abbreviated title ("Col. Rafiq Ustinde") and were not found."""
    added = []
    for match in _TITLED.finditer(text):
        if match.group(1).lower() not in load_words("titles"):
            continue
        span = Span(document_id=document_id, start=match.start(2), end=match.end(2))
        if not any(m.span.overlaps(span) for m in found):
            added.append(Mention(span=span, kind=MentionKind.PERSON, label="PERSON"))
    return added


def _find_full_forms(text: str, found: list[Mention], document_id: str) -> list[Mention]:
    """Return full names that the encoder left out before a last name it found elsewhere.

    "signed by the inspector Obadiah Renn" where only "Renn" was found.
    """
    taken = Intervals((m.span.start, m.span.end, m) for m in found)
    people = {m.span.of(text) for m in found if m.kind is MentionKind.PERSON}
    added = []
    for name in sorted(people):
        if " " in name or name in load_words("titles"):
            continue
        for match in re.finditer(rf"\b[A-Z][\w’'-]+ {re.escape(name)}\b", text):
            span = Span(document_id=document_id, start=match.start(), end=match.end())
            given = match.group().split()[0].lower().rstrip(".")
            opening = text[max(0, match.start() - 2) : match.start()]
            if not opening or opening[-1] != " " or opening[0] in '.!?:\n“”"':
                continue  # the first word of a sentence is capitalised anyway
            if not _can_be_given(given):
                continue
            over = list(taken.overlapping(match.start(), match.end()))
            if all(_can_open(m, span) for m in over):
                added.append(Mention(span=span, kind=MentionKind.PERSON, label="PERSON"))
    return added


def _put_full(found: list[Mention], full: list[Mention]) -> list[Mention]:
    """Return the mentions with full names in the place of the parts that were found of them."""
    whole = Intervals((m.span.start, m.span.end, m) for m in full)
    return [m for m in found if not any(whole.covering(m.span.start, m.span.end))] + full


def _can_be_given(word: str) -> bool:
    """Say whether a capitalised word could be a first name: no title, no "But" of a headline."""
    known = word in load_map("given_names")
    plain = word in load_words("function_words") and not known
    callings = load_words("titles") | load_words("roles")
    return not plain and not {word, word.removesuffix("s")} & callings


def _can_open(mention: Mention, span: Span) -> bool:
    """Say whether what was found inside a full name can be part of one: a day or a people can't."""
    inside = span.covers(mention.span) and not mention.span.covers(span)
    return inside and mention.kind not in {MentionKind.OTHER, MentionKind.GROUP}


def _agree(text: str, found: list[Mention]) -> list[Mention]:
    """Give one name one kind throughout a report: the one it is read as most often.

    A single word that is the last name of somebody named in full, or follows a person's title
    somewhere, is that person; whoever stands in brackets behind a dateline's town is a body.
    """
    votes: dict[str, Counter[MentionKind]] = {}
    surnames = set()
    for mention in found:
        name = mention.span.of(text)
        votes.setdefault(name, Counter())[mention.kind] += 1
        if mention.kind is MentionKind.PERSON and len(parts := name_parts(name)) > 1:
            surnames.add(parts[-1])
        elif name.isalpha() and not name.isupper() and follows_title(text, mention.span):
            surnames.add(name)
    ranked = {
        name: min(kinds.items(), key=lambda item: (-item[1], item[0]))[0]
        for name, kinds in votes.items()
    }
    wires = set(_WIRE.findall(text))
    people = {name for name, kinds in votes.items() if kinds[MentionKind.PERSON]}
    surnames |= {name for name in people if name not in surnames and _acts_human(text, name)}
    agreed = []
    for mention in found:
        name = mention.span.of(text)
        kind = MentionKind.PERSON if name in surnames else ranked[name]
        if name in wires or (kind is MentionKind.PERSON and _names_a_body(text, mention.span)):
            kind = MentionKind.ORGANIZATION
        agreed.append(mention if kind is mention.kind else replace(mention, kind=kind))
    return agreed


def follows_title(text: str, span: Span) -> bool:
    """Say whether a title that only people bear stands right before a name: "President Vale"."""
    word = text[max(0, span.start - _TITLE) : span.start].split(" ")[-2:-1]
    low = word[0].rstrip(".").lower() if word and word[0][:1].isupper() else ""
    return low in load_words("titles") and low not in load_words("shared_titles")


def _split_names(
    text: str, entities: Iterable[tuple[int, int, str]]
) -> Iterator[tuple[int, int, str]]:
    """Yield the entities, people run together over a sentence's end ("Wei. Lin") apart."""
    for start, end, label in entities:
        if label == "PERSON":
            for stop in _RUN_ON.finditer(text[:end], start):
                if stop["word"].lower() not in load_words("titles") | SUFFIXES:
                    yield start, stop.start("gap"), label
                    start = stop.end("gap")
        yield start, end, label


def _drop_neighbours(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out words taken into a person's name that are none of it; put in "Eva-" of "Eva-Ida".

    The party before a full name ("Tory Ana Ruiz"), the noun of several people that opens the
    sentence after it ("Ana Ruiz Prosecutors").
    """
    words = list(re.finditer(r"\S+", text[start:end]))
    if len(words) > 1 and (given := _HYPHEN_BEFORE.search(text[max(0, start - 16) : start])):
        return start - len(given.group()), end
    if len(words) > LEAST_WHOLE and words[0].group().lower() in load_words("parties"):
        start, words = start + words[1].start(), words[1:]
    last = words[-1].group().lower() if words else ""
    if len(words) > LEAST_WHOLE and last.endswith("s") and last[:-1] in load_words("roles"):
        end = start - words[0].start() + words[-2].end()
    return start, end


def _acts_human(text: str, name: str) -> bool:
    """Say whether "his" or "her" takes up a single word, and "its" doesn't: "Vale said at her"."""
    if not name.isalpha() or name.isupper():
        return False
    signs: Counter[bool] = Counter()
    for found in re.finditer(rf"\b{name} ((?:[a-z’'-]+ ){{1,{_BESIDE}}}?)(his|her|its)\b", text):
        if not set(found[1].split()) & load_words("roles"):
            signs[found[2] != "its"] += 1
    return signs[True] > signs[False]


def _trim_name(text: str, start: int, end: int) -> tuple[int, int]:
    if opening := _STARTS.match(text[start:end]):
        start += opening.end()
    # "U.S." keeps its stop; "Singh." does not.
    while (closing := _ENDS.search(text[start:end])) and not re.search(
        r"(?:\b\w\.)+$", text[start:end]
    ):
        end = start + closing.start()
    rest = _HYPHENED.match(text, end) if end > start else None
    if rest and not _is_stuck(text[start:end], rest):
        end = rest.end()
    return start, end


def _is_stuck(name: str, rest: re.Match[str]) -> bool:
    """Say whether words only stick to a name by a hyphen, where a page lost a space: "Ruiz-said".

    Words of two letters do only behind capitals: "in" is part of "Jae-in".
    """
    word = rest.group().removeprefix("-")
    least = 0 if name.isupper() else _SYLLABLE
    return len(word) > least and word in load_words("function_words") | load_words("stuck_words")
