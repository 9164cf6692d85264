"""How firmly each event is held to be so, against people's judgements on a scale from -3 to 3.

Reads sentences in CoNLL columns (number, word, value or `_`, …), a blank line between sentences, as
UW event factuality (Lee et al. 2015) is given out. Prints Pearson's r and the mean absolute error
with intervals. Of the file the model learned from, only the fifth it never saw is scored.
"""

import hashlib
import random
from collections.abc import Sequence
from pathlib import Path
from statistics import correlation, fmean
from typing import NamedTuple

from onrecord import __version__
from onrecord.annotate.quotations import rate_words
from onrecord.errors import EvaluationError
from onrecord.inference.encoder import CHECKSUMS, MODELS, load_encoder

# The file that `training/run.sh` learns from, and the share of its sentences that it leaves out.
LEARNED_FROM = "4c968af04d51"
HELD = 5
TOGETHER = 12  # sentences read as one text, so that the model sees what stands around an event
PARAGRAPH = 4
RESAMPLED = 1000
PEERS = (
    "ridge on features of the parse: r 0.708, error 0.567",
    "rules over cues: r 0.478, error 0.705",
)
_NO_BLANK_BEFORE = frozenset(
    (
        ",",
        ".",
        ";",
        ":",
        "!",
        "?",
        ")",
        "%",
        "''",
        "'s",
        "'",
        "n't",
        "'re",
        "'ve",
        "'ll",
        "'d",
        "'m",
    )
)
_NO_BLANK_AFTER = frozenset(("(", "$", "``"))
_TYPE = {"``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")"}


class Word(NamedTuple):
    """A word of a sentence and how firmly it is held to be so, None where it is no event."""

    text: str
    value: float | None


class Judged(NamedTuple):
    """An event as people and the model judge it."""

    word: str
    gold: float
    found: float


Sentence = tuple[Word, ...]


def run(path: Path, predictions: Path | None = None) -> str:
    """Score the shipped model on the sentences of the file `path`; write each to `predictions`."""
    sentences = read_sentences(path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    learned = digest == LEARNED_FROM
    judged = judge_events(sentences, held_only=learned)
    if not judged:
        raise EvaluationError(f"{path}: no word carries a value; the third column should hold it")
    if predictions:
        rows = (f"{one.word}\t{one.gold}\t{one.found:.3f}\n" for one in judged)
        predictions.write_text("".join(rows), encoding="utf-8")
    model = hashlib.sha256((MODELS / CHECKSUMS).read_bytes()).hexdigest()[:12]
    lines = [f"factuality: {path.name} data:{digest} model:{model} onrecord:{__version__}"]
    if learned:
        lines.append("the fifth of the sentences that the model never learned from")
    return "\n".join([*lines, *render_scores(judged)])


def read_sentences(path: Path) -> list[Sentence]:
    """Every sentence of a file; raises EvaluationError where the file or a column is not there."""
    if not path.is_file():
        raise EvaluationError(
            f"{path}: no such file; give sentences in columns (number, word, value or _), "
            "a blank line between them."
        )
    sentences: list[list[Word]] = [[]]
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            sentences.append([])
            continue
        try:
            _, text, value, *_ = line.split("\t")
            sentences[-1].append(Word(text, None if value == "_" else float(value)))
        except ValueError as error:
            raise EvaluationError(f"{path}, line {number}: cannot be read ({error})") from error
    return [tuple(sentence) for sentence in sentences if sentence]


def is_held(sentence: Sentence) -> bool:
    """Whether training leaves this sentence out: the first fifth."""
    return choose_fold(sentence) == 0


def choose_fold(sentence: Sentence) -> int:
    """Which fifth of all a sentence is in, chosen by its words alone."""
    joined = " ".join(word.text for word in sentence)
    return hashlib.sha256(joined.encode()).digest()[0] % HELD


def judge_events(sentences: Sequence[Sentence], *, held_only: bool) -> list[Judged]:
    """Each event with the model's value, sentences read in their order, a dozen together."""
    encoder, judged = load_encoder(threads=1), []
    for begin in range(0, len(sentences), TOGETHER):
        text, places = set_type(sentences[begin : begin + TOGETHER])
        rated = rate_words(text, encoder)
        for sentence, starts in zip(sentences[begin : begin + TOGETHER], places, strict=True):
            if held_only and not is_held(sentence):
                continue
            for word, start in zip(sentence, starts, strict=True):
                if word.value is not None:
                    found = min(3.0, max(-3.0, rated.get(start, 3.0)))
                    judged.append(Judged(word.text, word.value, found))
    return judged


def set_type(sentences: Sequence[Sentence]) -> tuple[str, list[list[int]]]:
    """Tokenised sentences as running text, and where each of their words begins in it."""
    text, places = "", []
    for number, sentence in enumerate(sentences):
        text += "\n\n" if number and number % PARAGRAPH == 0 else " " if number else ""
        opened, starts = True, []
        for word in sentence:
            if not opened and word.text not in _NO_BLANK_BEFORE:
                text += " "
            starts.append(len(text))
            text += show_word(word)
            opened = word.text in _NO_BLANK_AFTER
        places.append(starts)
    return text, places


def show_word(word: Word) -> str:
    """A word as it is set in running text: quotation marks and brackets as type."""
    return _TYPE.get(word.text, word.text)


def render_scores(judged: Sequence[Judged]) -> list[str]:
    """Correlation and mean absolute error with 95 % intervals, the constant guess and the peers."""
    drawn = random.Random(0)
    samples = [drawn.choices(judged, k=len(judged)) for _ in range(RESAMPLED)]
    lines = [f"{len(judged)} events"]
    for name, measure in (("Pearson's r", score_correlation), ("absolute error", score_error)):
        low, *_, high = sorted(measure(sample) for sample in samples)[25:-24]
        lines.append(f"{name:<16} {measure(judged):.3f}   {low:.3f}-{high:.3f}")
    constant = [one._replace(found=3.0) for one in judged]
    lines.append(f"guess: all certainly so, error {score_error(constant):.3f}")
    return [*lines, *(f"peer: {peer}" for peer in PEERS)]


def score_correlation(judged: Sequence[Judged]) -> float:
    """Pearson's r of gold and found; 0 where either never varies."""
    gold, found = [one.gold for one in judged], [one.found for one in judged]
    if len(set(gold)) < 2 or len(set(found)) < 2:
        return 0.0
    return correlation(gold, found)


def score_error(judged: Sequence[Judged]) -> float:
    """Mean absolute difference of gold and found."""
    return fmean(abs(one.gold - one.found) for one in judged)
