"""Bodies called by what they are: "the watchdog" of the Electoral Commission, "the union".

The body that the report itself calls so ("the Karsk dockers' union"), else the only one before of a
name that goes with the noun, or the one that the sentence before is about. Of two that could be
meant neither is taken.
"""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from onrecord.annotate.coreference.bodies import body_kind
from onrecord.annotate.coreference.phrases import Phrase
from onrecord.annotate.coreference.pronouns import find_subject
from onrecord.annotate.coreference.referents import Reading, is_quoted, join_words, take_body
from onrecord.lexicon import load_map, load_table, load_words
from onrecord.names import body_key, is_medium, load_company_words
from onrecord.parses import find_range
from onrecord.records import Mention, MentionKind, Reason, SpeakerKind

_FAR = 4_000  # characters: what was named further back is no more spoken of as "the company"
_LINKS = frozenset({"by", "to"})  # "according to Karsk Lines", "was reported by the Herald"
_PUBLIC = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY", "IGO"})


def find_called_body(reading: Reading, phrase: Phrase, *, sure: bool = False) -> int | None:
    """Return the index of the body that "the" and a noun take up, or None.

    To be `sure`, it must be the only one whose name ends as the noun wants.
    """
    tokens = reading.tokens
    bare = phrase.head - phrase.first == 1 and tokens[phrase.first].text.lower() == "the"
    noun = tokens[phrase.head].lemma.lower()
    if phrase.plural or not bare or noun not in load_words("body_callings"):
        return None
    wide = load_map("body_callings")[noun].isupper()
    if (sure and wide) or tokens[phrase.head].dep == "dobj":  # "Karsk could not reach the company"
        return None
    named = list(_list_bodies(reading, phrase))
    called = {_key(reading, m) for m in named if _is_called(reading, m, noun)}
    fitting = [m for m in named if _fits(m.span.of(reading.text), noun)]
    if wide:
        fitting = [m for m in fitting if _is_near(reading, phrase, m)]
    keys = called or {_key(reading, m) for m in fitting}
    if len(keys) > 1 and not called and not sure:
        keys = {_key(reading, m) for m in fitting if _is_matter(reading, phrase, m)}
        near = {_key(reading, m) for m in fitting if _is_near(reading, phrase, m)}
        keys = keys if keys == near else set()
    if len(keys) != 1:
        return None
    return _take(reading, phrase, next(m for m in named if _key(reading, m) in keys))


def _take(reading: Reading, phrase: Phrase, mention: Mention) -> int:
    words = mention.span.of(reading.text).split()
    name = " ".join(words[: max(i + 1 for i, word in enumerate(words) if not word.islower())])
    index = take_body(reading, phrase, name)
    detail = f"“{join_words(reading, phrase)}” takes up {name}, named before it"
    reading.referents[index].reasons.append(
        Reason(name="called so", detail=detail, score=0.7, spans=(phrase.span,))
    )
    return index


def _list_bodies(reading: Reading, phrase: Phrase) -> Iterator[Mention]:
    """Yield the bodies named not far before a phrase, the nearest first."""
    start = phrase.span.start
    last = bisect_left(reading.mentions, start, key=lambda m: m.span.start)
    for mention in reversed(reading.mentions[:last]):
        if start - mention.span.end > _FAR:
            return
        body = mention.kind is MentionKind.ORGANIZATION and mention.span.end < start
        name = mention.span.of(reading.text)
        if body and name[:1].isupper() and body_kind(name, None) is SpeakerKind.ORGANIZATION:
            yield mention


def _key(reading: Reading, mention: Mention) -> str:
    return body_key(mention.span.of(reading.text))


def _is_called(reading: Reading, mention: Mention, noun: str) -> bool:
    """Say whether the noun stands beside a name: "the Karsk dockers' union", "drug firm Karsk"."""
    tokens, inside = reading.tokens, find_range(reading.tokens, mention.span)
    after = tokens[inside.stop : inside.stop + 2]
    beside = [*tokens[max(inside.start - 1, 0) : inside.start], *after[:1]]
    if len(after) > 1 and after[0].pos in {"NOUN", "ADJ"}:
        beside.append(after[1])
    return any(token.pos == "NOUN" and token.lemma.lower() == noun for token in beside)


def _fits(name: str, noun: str) -> bool:
    """Say whether a body's name goes with the noun it may be called by."""
    last = name.split()[-1].lower()
    wanted = load_map("body_callings").get(noun, "").split("|")
    if "MEDIA" in wanted:
        return is_medium(name)
    public = name in _load_public() or last in load_words("public_endings")
    if "PUBLIC" in wanted:
        return public and not is_medium(name)
    firm = name.split()[-1] in load_company_words("ending") and last not in load_words("bodies")
    if "FIRM" in wanted:
        plain = last not in load_words("bodies") | load_words("civil_endings")
        return not (public or is_medium(name) or name.isupper()) and (firm or plain)
    if "CIVIL" in wanted:
        return not (public or is_medium(name) or firm)
    return last in wanted


def _is_near(reading: Reading, phrase: Phrase, mention: Mention) -> bool:
    """Say whether a name stands in the sentence before a phrase, or before it in its own."""
    first = find_range(reading.tokens, mention.span).start
    return reading.tokens[phrase.first].sentence - reading.tokens[first].sentence <= 1


def _is_matter(reading: Reading, phrase: Phrase, mention: Mention) -> bool:
    """Say whether a name near a phrase is a subject, or who did or said what is told."""
    if not _is_near(reading, phrase, mention) or is_quoted(reading, mention.span):
        return False
    words = find_range(reading.tokens, mention.span)
    links = (
        reading.tokens[reading.tokens[i].head] for i in words if reading.tokens[i].dep == "pobj"
    )
    told = any(link.text.lower() in _LINKS and link.dep in {"agent", "prep"} for link in links)
    return told or find_subject(reading.tokens, words.start, words.stop) is not None


@cache
def _load_public() -> frozenset[str]:
    return frozenset(
        form
        for row in load_table("organisations")
        if len(row) > 2 and _PUBLIC & set(row[2].split("|"))
        for form in row[0].split("|")
    )
