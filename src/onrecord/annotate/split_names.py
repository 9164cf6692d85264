"""Names run together, taken apart: a person's name that the encoder took into the body before it.

"The head of the Water Board Dana Okoro" is one capitalised stretch; where the report names Okoro
elsewhere, or Dana is a known first name, the body ends before them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.lexicon import load_map, load_words
from onrecord.names import fold, is_medium, load_company_words
from onrecord.records import Mention, MentionKind


def split_bodies(text: str, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Yield the mentions, bodies that end in somebody's full name as the two they are."""
    mentions = list(mentions)
    people = {m.span.of(text).split()[-1] for m in mentions if m.kind is MentionKind.PERSON}
    for mention in mentions:
        *body, given, last = ("", "", *mention.span.of(text).split(" "))
        bodied = mention.kind is MentionKind.ORGANIZATION and _names_a_body((body or [""])[-1])
        known = last in people or fold(given) in load_map("given_names")
        if bodied and known and _are_names(given, last):
            cut = mention.span.end - len(f"{given} {last}")
            yield replace(mention, span=replace(mention.span, end=cut - 1))
            span = replace(mention.span, start=cut)
            yield Mention(span=span, kind=MentionKind.PERSON, label="PERSON")
        else:
            yield mention


def _are_names(given: str, last: str) -> bool:
    plain = all(w.isalpha() and w.istitle() and not _names_a_body(w) for w in (given, last))
    return plain and not is_medium(f"{given} {last}")


def _names_a_body(word: str) -> bool:
    return word in load_company_words("ending") or word.lower() in load_words("bodies")
