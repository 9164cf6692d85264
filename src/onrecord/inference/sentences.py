"""Runs the shipped sentence encoder: a text to one vector, and to one vector for each word.

Vectors of texts that mean alike lie near each other; they do not tell a claim from its denial,
or one number from another. Each text is run by itself, never padded or stacked with others, so
its vectors never depend on what else is read.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from os import cpu_count
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from onrecord.inference.encoder import MODELS, check_files, map_threads, open_session
from onrecord.inference.pieces import WordPieces

Vectors = npt.NDArray[np.float32]
T = TypeVar("T")
R = TypeVar("R")

SENTENCES, PIECES = "sentences.onnx", "tokenizer.json"
# Words read of one text; a clause longer than this is none. The graph has places for 512 pieces.
MOST_WORDS = 96


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceVectors:
    """A text's own vector (width), and one for each of its words (words, width), of length one."""

    whole: Vectors
    words: Vectors


class SentenceEncoder:
    """The shipped sentence model, ready to read; see `load_sentence_encoder`."""

    def __init__(self, folder: Path) -> None:
        self._session = open_session(folder / SENTENCES)
        self._pieces = WordPieces(folder / PIECES)
        self._ends = (self._pieces.special("[CLS]"), self._pieces.special("[SEP]"))

    def read(self, words: tuple[str, ...]) -> SentenceVectors:
        """Vectors of the text these words make; of at most `MOST_WORDS` of them."""
        words = words[:MOST_WORDS]
        split = [pieces[:4] for pieces in self._pieces.split(words)]
        ids = [self._ends[0], *(piece for pieces in split for piece in pieces), self._ends[1]]
        fed = {"pieces": np.array(ids, dtype=np.int64)}
        states, whole = self._session.run(None, fed)
        if not words:
            return SentenceVectors(whole=whole, words=states[1:-1])
        counts = np.array([len(pieces) for pieces in split])
        sums = np.add.reduceat(states[1:-1], np.cumsum(counts) - counts)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        return SentenceVectors(whole=whole, words=sums / np.maximum(lengths, 1e-9))

    def map(self, read: Callable[[T], R], items: Sequence[T]) -> list[R]:
        """`read` of each item, in order, on as many threads as there are processors."""
        return map_threads(read, items, cpu_count() or 1)


@cache
def load_sentence_encoder(folder: Path = MODELS / "sentences") -> SentenceEncoder:
    """Open the sentence model after checking its files against their recorded checksums.

    Raises ModelError where a file is missing or is not the one recorded.
    """
    check_files(folder)
    return SentenceEncoder(folder)
