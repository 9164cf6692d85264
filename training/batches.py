"""Makes training windows: arrays of pieces and features, with gold cues, roles, tags and silver entities."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from torch import Tensor

from onrecord.annotate.quotations.windows import Reading, cut_windows, lay_out, read_words, relate
from onrecord.inference.pieces import WordPieces

Document = dict[str, Any]
Range = tuple[int, int]


@dataclass
class Gold:
    """One attribution in word ranges of a window."""

    cue: Range
    source: list[Range]
    content: list[Range]


@dataclass
class Window:
    """One training example."""

    reading: Reading
    span: Range
    pieces: np.ndarray
    features: np.ndarray
    first: np.ndarray
    annotator: int
    gold: list[Gold] | None
    entities: np.ndarray
    facts: np.ndarray | None = None  # (words, 2): event or not, value; NaN where not known
    teacher: dict[str, Any] = field(default_factory=dict)


class Maker:
    """Turns documents into windows for one tokenizer."""

    def __init__(
        self,
        pieces: WordPieces,
        silver: dict[str, list[list[Any]]],
        labels: list[str],
        annotators: list[str],
    ) -> None:
        self.pieces, self.silver, self.labels, self.annotators = pieces, silver, labels, annotators
        self.cls, self.sep = pieces.special("[CLS]", "<s>"), pieces.special("[SEP]", "</s>")
        self.read: dict[str, tuple[Reading, list[tuple[int, ...]], np.ndarray]] = {}

    def prepare(self, text: str) -> tuple[Reading, list[tuple[int, ...]], np.ndarray]:
        if text not in self.read:
            reading = read_words(text)
            at = char_to_word(reading, len(text))
            # A text whose names nobody marked teaches nothing about names.
            entities = np.full(len(reading.words), 0 if text in self.silver else -100)
            for start, end, label in self.silver.get(text, []):
                a, b = to_words(at, start, end)
                if b > a:
                    entities[a:b] = 2 + 2 * self.labels.index(label)
                    entities[a] -= 1
            self.read[text] = reading, self.pieces.split(reading.words), entities
        return self.read[text]

    def windows(self, document: Document, limit: int) -> list[Window]:
        text = document["text"]
        reading, pieces, entities = self.prepare(text)
        at = char_to_word(reading, len(text))
        golds = None
        if "attributions" in document:
            golds = [word_gold(a, at) for a in document["attributions"]]
        name = document.get("annotator")
        annotator = 1 + self.annotators.index(name) if name in self.annotators else 0
        features = reading.features
        made = []
        for a, b in cut_windows(reading, [len(p) for p in pieces], limit):
            arrays = lay_out(pieces[a:b], features[a:b], reading.start[a:b], (self.cls, self.sep))
            inside = (
                None if golds is None else [g for g in (clip(g, a, b) for g in golds if g) if g]
            )
            facts = word_facts(document["facts"], at, len(pieces)) if "facts" in document else None
            found = None if facts is None else facts[a:b]
            made.append(Window(reading, (a, b), *arrays, annotator, inside, entities[a:b], found))
        return made


def char_to_word(reading: Reading, length: int) -> np.ndarray:
    """Word at each character, -1 where there is none."""
    at = np.full(length + 1, -1, dtype=np.int64)
    for index, (start, end) in enumerate(reading.offsets):
        at[start:end] = index
    return at


def to_words(at: np.ndarray, start: int, end: int) -> Range:
    """Word range touched by a character range; empty where it touches none."""
    hit = at[start:end]
    hit = hit[hit >= 0]
    return (int(hit[0]), int(hit[-1]) + 1) if len(hit) else (0, 0)


def word_facts(tokens: list[list[Any]], at: np.ndarray, words: int) -> np.ndarray:
    """Annotated tokens [start, end, value or None] as (words, 2); what no token covers stays NaN."""
    facts = np.full((words, 2), np.nan, dtype=np.float32)
    for start, end, value in tokens:
        a, b = to_words(at, start, end)
        if b > a:
            facts[a:b, 0] = 0
            if value is not None:
                facts[a] = 1, value
    return facts


def word_gold(a: dict[str, Any], at: np.ndarray) -> Gold | None:
    """An attribution in words; None where it has no cue."""
    spans = {
        role: [s for s in (to_words(at, *span) for span in a[role]) if s[1] > s[0]]
        for role in ("cue", "source", "content")
    }
    if not spans["cue"]:
        return None
    cue = (spans["cue"][0][0], spans["cue"][-1][1])
    return Gold(cue, spans["source"], spans["content"])


def clip(gold: Gold, a: int, b: int) -> Gold | None:
    """The part of an attribution inside a window, in its word numbers; None where the cue is not."""
    if not (a <= gold.cue[0] and gold.cue[1] <= b):
        return None

    def cut(spans: list[Range]) -> list[Range]:
        return [(max(s, a) - a, min(e, b) - a) for s, e in spans if s < b and e > a]

    return Gold((gold.cue[0] - a, gold.cue[1] - a), cut(gold.source), cut(gold.content))


def paint(row: np.ndarray, spans: list[Range], begin: int) -> None:
    """Write begin and inside tags of spans into a row."""
    for s, e in spans:
        row[s:e] = begin + 1
        row[s] = begin


def role_row(gold: Gold | None, words: int) -> np.ndarray:
    """Role tags of every word for one cue: all out where the cue is false."""
    row = np.zeros(words, dtype=np.int64)
    if gold is not None:
        paint(row, gold.content, 3)
        paint(row, gold.source, 1)
        row[gold.cue[0] : gold.cue[1]] = 0
    return row


def token_rows(window: Window) -> tuple[np.ndarray, np.ndarray]:
    """Cue tags and univocal role tags of a window's words."""
    words = len(window.first)
    cues, tags = np.zeros(words, dtype=np.int64), np.zeros(words, dtype=np.int64)
    for gold in window.gold or []:
        paint(tags, gold.content, 3)
    for gold in window.gold or []:
        paint(tags, gold.source, 1)
    for gold in window.gold or []:
        paint(cues, [gold.cue], 1)
    return cues, tags


def pad(rows: list[np.ndarray], fill: int = 0) -> Tensor:
    """Rows of integers as one padded tensor, a multiple of 32 wide so that kernels are met again."""
    width = -(-max(len(r) for r in rows) // 32) * 32
    out = np.full((len(rows), width), fill, dtype=np.int64)
    for i, row in enumerate(rows):
        out[i, : len(row)] = row
    return torch.from_numpy(out)


def pad_facts(rows: list[np.ndarray | None], words: list[int]) -> Tensor:
    """Rows of (event, value) as one tensor, NaN where nothing is known; as wide as `pad` makes it."""
    width = -(-max(words) // 32) * 32
    out = np.full((len(rows), width, 2), np.nan, dtype=np.float32)
    for i, row in enumerate(rows):
        if row is not None:
            out[i, : len(row)] = row
    return torch.from_numpy(out)


def collate(windows: list[Window]) -> dict[str, Tensor]:
    """Padded inputs and token labels of some windows (-100 where there is no label)."""
    rows = [token_rows(w) for w in windows]
    none = [np.full(len(w.first), -100) for w in windows]
    lengths = torch.tensor([len(w.pieces) for w in windows])
    pieces = pad([w.pieces for w in windows], 1)
    return {
        "pieces": pieces,
        "features": pad([w.features for w in windows]),
        "first": pad([w.first for w in windows]),
        "mask": torch.arange(pieces.shape[1])[None] < lengths[:, None],
        "annotator": torch.tensor([w.annotator for w in windows]),
        "cues": pad(
            [r[0] if w.gold is not None else n for r, w, n in zip(rows, windows, none)], -100
        ),
        "tags": pad(
            [r[1] if w.gold is not None else n for r, w, n in zip(rows, windows, none)], -100
        ),
        "entities": pad([w.entities for w in windows], -100),
        "facts": pad_facts([w.facts for w in windows], [len(w.first) for w in windows]),
        "words": torch.tensor([len(w.first) for w in windows]),
    }


def relations(
    windows: list[Window], pairs: list[tuple[int, Range]], width: int
) -> tuple[Tensor, Tensor, Tensor]:
    """Padded relation features of (window number, cue) pairs."""
    out = [np.zeros((len(pairs), width), dtype=np.int64) for _ in range(3)]
    for i, (number, cue) in enumerate(pairs):
        window = windows[number]
        for table, found in zip(out, relate(window.reading, window.span, [cue])):
            table[i, : found.shape[1]] = found[0]
    return torch.from_numpy(out[0]), torch.from_numpy(out[1]), torch.from_numpy(out[2])
