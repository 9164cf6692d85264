"""Runs the shipped ONNX graphs: one scores the words of a window, one scores them against cues.

Knows no linguistics. A window is run by itself, never padded or stacked with others, so an answer
never depends on what else is read; work is spread over texts by threads of one core each.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt
import onnxruntime

from onrecord.errors import ModelError
from onrecord.inference.pieces import WordPieces

Scores = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]
T = TypeVar("T")
R = TypeVar("R")

MODELS = Path(__file__).parent.parent / "models"
TOKENS, ROLES, PIECES, CHECKSUMS = (
    "attribution.onnx",
    "roles.onnx",
    "tokenizer.json",
    "checksums.json",
)


class TokenScores(NamedTuple):
    """What one pass says of each word of a window."""

    states: Scores  # (words, width)
    cues: Scores  # (words, 3)
    entities: Scores  # (words, 1 + 2 x labels)
    facts: Scores  # (words, 2): log-odds of telling of an event; -3 (not so) to 3 (so)


class Encoder:
    """The shipped model, ready to read windows; see `load_encoder`."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self._tokens = open_session(folder / TOKENS)
        self._roles = open_session(folder / ROLES)
        self._pieces = WordPieces(folder / PIECES)
        self._threads = threads
        about = self._tokens.get_modelmeta().custom_metadata_map
        self.labels: tuple[str, ...] = tuple(json.loads(about["labels"]))
        self.ends = (self._pieces.special("[CLS]"), self._pieces.special("[SEP]"))

    def split(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """Piece ids of each word."""
        return self._pieces.split(words)

    def read_tokens(self, pieces: Integers, features: Integers, first: Integers) -> TokenScores:
        """States and scores of each word, all from one pass."""
        fed = {"pieces": pieces, "features": features, "first": first}
        return TokenScores(*self._tokens.run(None, fed))

    def read_roles(
        self, states: Scores, cues: Integers, relations: tuple[Integers, Integers, Integers]
    ) -> tuple[Scores, Scores]:
        """Role scores (cues, words, 5) and keep scores (cues)."""
        distance, place, marks = relations
        fed = {"states": states, "cues": cues, "distance": distance, "place": place, "marks": marks}
        roles, keep = self._roles.run(None, fed)
        return roles, keep

    def map(self, read: Callable[[T], R], items: Iterable[T]) -> list[R]:
        """`read` of each item, in order."""
        return map_threads(read, items, self._threads)


def map_threads(read: Callable[[T], R], items: Iterable[T], threads: int) -> list[R]:
    """`read` of each item, in order; the models leave Python alone while they run."""
    if threads == 1:
        return [read(item) for item in items]
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(read, items))


@cache
def load_encoder(folder: Path = MODELS, threads: int = 1) -> Encoder:
    """Open the model in a folder after checking every file against its recorded checksum.

    A process opens it once; the same encoder may be used from any thread.
    Raises ModelError where a file is missing or is not the one recorded.
    """
    check_files(folder)
    return Encoder(folder, threads)


@cache  # two models of one folder are opened after one look at it
def check_files(folder: Path) -> None:
    """Check every file of a model against the checksums recorded beside it, once in a process.

    Raises ModelError where a file is missing or is not the one recorded.
    """
    try:
        expected: dict[str, str] = json.loads((folder / CHECKSUMS).read_text(encoding="utf-8"))
        for name, digest in expected.items():
            found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
            if found != digest:
                raise ModelError(
                    f"{folder / name} is not the file recorded in {CHECKSUMS}: "
                    f"its sha256 is {found}, not {digest}; install onrecord again"
                )
    except OSError as error:
        raise ModelError(f"{folder} lacks a part of the model: {error}") from error


def open_session(path: Path) -> onnxruntime.InferenceSession:
    """A session of one thread: windows, not matrices, are what runs side by side."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
