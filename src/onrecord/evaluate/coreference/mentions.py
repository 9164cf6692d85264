"""Event mentions of ECB+ in terms that pairs are compared by: head, arguments, vectors.

Only the mention's words are taken from the gold, never its class or its chain; arguments come
from the parse of its sentence, vectors from the shipped sentence encoder.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from onrecord.annotate.syntax import parse_text
from onrecord.errors import EvaluationError
from onrecord.inference.sentences import SentenceVectors, load_sentence_encoder
from onrecord.lexicon import load_words
from onrecord.records import Token

Vector = npt.NDArray[np.float32]
_EVENTS = ("ACTION", "NEG")
_SUBJECTS = frozenset({"nsubj", "agent", "poss"})
_OBJECTS = frozenset({"dobj", "nsubjpass", "attr", "oprd"})
_PREPS = frozenset({"prep", "agent"})
_AROUND = 3  # words to either side of a mention that are read with it
_OTHERS = frozenset(
    {"prep", "pobj", "npadvmod", "compound", "amod", "advmod", "ccomp", "xcomp", "dative"}
)
# What a clause leaves to clauses of their own.
_APART = frozenset({"conj", "cc", "punct", "advcl", "relcl", "ccomp", "parataxis"})


class Heads(NamedTuple):
    """The mean vectors, in their sentence, of the heads of a mention's arguments; none is zeros."""

    subject: Vector
    object: Vector
    all: Vector


@dataclass(frozen=True, slots=True, kw_only=True)
class EventWord:
    """One given mention. `chain` is its gold group; `chained` says that the gold has one."""

    key: str
    document: str
    story: str
    topic: int
    sentence: int
    chain: str
    chained: bool
    words: tuple[str, ...]
    lemma: str
    noun: bool
    tag: str
    negated: bool
    modal: bool
    subjects: frozenset[str]
    objects: frozenset[str]
    others: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    content: Mapping[str, int]
    word_vector: Vector
    clause_vector: Vector
    sentence_vector: Vector
    lemma_vector: Vector
    phrase_vector: Vector
    plain_vector: Vector
    around_vector: Vector
    heads: Heads


def load_rows(path: Path) -> list[dict[str, Any]]:
    """Return the documents of a JSON Lines file of ECB+; raises EvaluationError."""
    if not path.is_file():
        raise EvaluationError(f"{path}: no such file; give ECB+ as JSON Lines.")
    rows = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            row["doc"], row["sub"], row["topic"], row["sents"], row["mentions"]
        except (ValueError, KeyError, TypeError) as error:
            raise EvaluationError(
                f"{path}, line {number}: expected doc, sub, topic, sents, mentions."
            ) from error
        rows.append(row)
    return rows


def read_events(rows: Iterable[Mapping[str, Any]]) -> Iterator[EventWord]:
    """Yield the event mentions of the sentences in which the gold has a chained one.

    Other sentences were not gone through by the annotators: what has no chain there may be
    anything, so neither they nor what is in them is scored.
    """
    for row in rows:
        starts = _count_tokens(row["sents"])
        chained = {m["sent"] for m in row["mentions"] if _is_event(m) and m["inst"]}
        sentences = {s: _Sentence(row["sents"][s]) for s in sorted(chained)}
        for number, mention in enumerate(row["mentions"]):
            if _is_event(mention) and mention["sent"] in chained:
                sentence = sentences[mention["sent"]]
                places = [int(t) - 1 - starts[mention["sent"]] for t in mention["toks"]]
                yield sentence.read(row, number, mention, places)


def name_mention(row: Mapping[str, Any], number: int) -> str:
    """Return the key of a document's mention: the document and the mention's number in it."""
    return f"{row['doc']}#{number}"


def _is_event(mention: Mapping[str, Any]) -> bool:
    return str(mention["cls"]).startswith(_EVENTS)


def _count_tokens(sentences: Sequence[str]) -> list[int]:
    """Return how many tokens stand before each sentence."""
    starts, total = [], 0
    for sentence in sentences:
        starts.append(total)
        total += len(sentence.split())
    return starts


class _Sentence:
    """One sentence, parsed and encoded once for all of its mentions."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens, _ = parse_text(text)
        self._offsets = [m.span() for m in re.finditer(r"\S+", text)]
        self._vectors = encode(tuple(t.text for t in self._tokens))
        self._content = Counter(filter(None, map(fold_content, self._tokens)))
        self._names = frozenset(t.text.lower() for t in self._tokens if t.tag.startswith("NNP"))
        self._numbers = frozenset(t.text for t in self._tokens if t.text[:1].isdigit())

    def read(
        self, row: Mapping[str, Any], number: int, mention: Mapping[str, Any], places: list[int]
    ) -> EventWord:
        inside = [i for i, t in enumerate(self._tokens) if self._covers(places, t)]
        head = next((i for i in inside if self._tokens[i].head not in inside), None)
        head = head if head is not None else (inside or [0])[0]
        token = self._tokens[head]
        kids = [i for i, t in enumerate(self._tokens) if t.head == head and i != head]
        clause = self._spread(head, _APART)
        chain = mention["inst"]
        known = chain[1] if chain else name_mention(row, number)
        return EventWord(
            key=name_mention(row, number),
            document=row["doc"],
            story=row["sub"],
            topic=int(row["topic"]),
            sentence=mention["sent"],
            chain=f"{row['doc']} {known}" if chain and chain[0].startswith("INTRA") else known,
            chained=bool(chain),
            words=tuple(str(mention["str"]).lower().split()),
            lemma=token.lemma.lower(),
            noun=token.pos in {"NOUN", "PROPN"},
            tag=token.tag,
            negated=any(self._tokens[i].dep == "neg" for i in kids),
            modal=any(self._tokens[i].tag == "MD" for i in kids),
            subjects=self._gather(kids, _SUBJECTS),
            objects=self._gather(kids, _OBJECTS),
            others=self._gather(kids, _OTHERS),
            names=self._names,
            numbers=self._numbers,
            content=self._content,
            word_vector=self._vectors.words[min(head, len(self._vectors.words) - 1)],
            clause_vector=encode(tuple(self._tokens[i].text for i in clause)).whole,
            sentence_vector=self._vectors.whole,
            lemma_vector=encode_alone((token.lemma.lower(),)),
            phrase_vector=_unit(self._average(inside or [head])),
            plain_vector=encode_alone(tuple(str(mention["str"]).lower().split())),
            around_vector=self._average(
                [i for i in range(head - _AROUND, head + _AROUND + 1) if i not in inside]
            ),
            heads=self._read_heads(inside),
        )

    def _average(self, places: Iterable[int]) -> Vector:
        """Return the mean vector of the words at these places, zeros where there are none."""
        words = self._vectors.words
        known = [i for i in places if 0 <= i < len(words)]
        mean: Vector = words[known].mean(axis=0) if known else np.zeros_like(self._vectors.whole)
        return mean

    def _read_heads(self, inside: Sequence[int]) -> Heads:
        """Return the vectors of the heads of what hangs on any word of a mention."""
        kids = [i for i, t in enumerate(self._tokens) if t.head in inside and i not in inside]
        subjects = [i for i in kids if self._tokens[i].dep in _SUBJECTS]
        preps = {i for i in kids if self._tokens[i].dep in _PREPS}
        objects = [i for i in kids if self._tokens[i].dep in _OBJECTS]
        objects += [i for i, t in enumerate(self._tokens) if t.head in preps and t.dep == "pobj"]
        return Heads(
            subject=self._average(subjects),
            object=self._average(objects),
            all=self._average([*subjects, *objects]),
        )

    def _covers(self, places: list[int], token: Token) -> bool:
        spans = (self._offsets[p] for p in places if 0 <= p < len(self._offsets))
        return any(start < token.end and token.start < end for start, end in spans)

    def _spread(self, head: int, apart: frozenset[str]) -> list[int]:
        """Return the tokens that hang on one, without what opens a clause of its own."""
        found, todo = {head}, [head]
        while todo:
            parent = todo.pop()
            for i, token in enumerate(self._tokens):
                if token.head == parent and i not in found and token.dep not in apart:
                    found.add(i)
                    todo.append(i)
        return sorted(found)

    def _gather(self, kids: Sequence[int], relations: frozenset[str]) -> frozenset[str]:
        inside = (
            i
            for kid in kids
            if self._tokens[kid].dep in relations
            for i in self._spread(kid, frozenset())
        )
        return frozenset(filter(None, (fold_content(self._tokens[i]) for i in inside)))


def fold_content(token: Token) -> str:
    """Return the lemma of a content word in lower case, "" of any other."""
    lemma = token.lemma.lower()
    plain = lemma[:1].isalnum() and token.text.lower() not in load_words("function_words")
    return lemma if plain and lemma not in load_words("function_words") else ""


def encode(words: tuple[str, ...]) -> SentenceVectors:
    """Return the vectors of a text of these words."""
    return load_sentence_encoder().read(words or ("",))


@cache
def encode_alone(words: tuple[str, ...]) -> Vector:
    """Return the vector of a mention's words by themselves, out of their sentence."""
    return encode(words).whole


def _unit(vector: Vector) -> Vector:
    unit: Vector = vector / max(float(np.linalg.norm(vector)), 1e-9)
    return unit


def weigh_words(
    rows: Iterable[Mapping[str, Any]],
) -> tuple[dict[str, float], dict[str, Counter[str]]]:
    """Return how rare each word is in a file (inverse document frequency), and each document's."""
    documents = {
        row["doc"]: Counter(
            w
            for w in re.findall(r"\w+", " ".join(row["sents"]).lower())
            if w not in load_words("function_words")
        )
        for row in rows
    }
    carriers = Counter(word for words in documents.values() for word in words)
    total = len(documents)
    return {w: math.log((total + 1) / (n + 0.5)) for w, n in carriers.items()}, documents
