"""Media called by part of their name, or by what they bring out: "the Herald", "the ORT report"."""

from onrecord.annotate.coreference.phrases import Phrase
from onrecord.annotate.coreference.referents import Reading
from onrecord.lexicon import load_words
from onrecord.names import body_key, is_medium
from onrecord.records import MentionKind
from onrecord.text import find_token


def find_medium(reading: Reading, phrase: Phrase, words: str) -> str | None:
    """Return the medium meant by the last word of its name, or by a report of it.

    "The Herald" of "The Port Herald", "the ORT report": the one such medium the report names.
    """
    last = words.split()[-1] if words else ""
    media = {
        body_key(name): name
        for mention in reading.mentions
        if mention.kind is MentionKind.ORGANIZATION
        and mention.span < phrase.span
        and is_medium(name := mention.span.of(reading.text))
    }
    key = body_key(words)
    if last in load_words("medium_pieces"):
        if words.lower() == f"the {last}":
            return _find_carrier(reading, phrase, last)
        return media.get(body_key(" ".join(words.split()[:-1])))
    fits = [name for full, name in media.items() if full.endswith(f" {key}")]
    return fits[0] if len(fits) == 1 and last in load_words("media_words") else None


def _find_carrier(reading: Reading, phrase: Phrase, piece: str) -> str | None:
    """Return the medium whose piece "the report" is: who was cited right before it.

    Not where another report was spoken of before.
    """
    at = phrase.first
    if any(t.text.lower() == piece and t.pos == "NOUN" for t in reading.tokens[:at]):
        return None
    before = [(span, index) for span, index in reading.spoke if span < phrase.span]
    if not before:
        return None
    span, index = max(before)
    name, told = reading.referents[index].name, find_token(reading.tokens, span.start)
    near = reading.tokens[at].sentence - reading.tokens[told].sentence <= 1
    return name if near and is_medium(name) else None
