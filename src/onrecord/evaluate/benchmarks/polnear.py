"""Attribution on PolNeAR, or on any folder in its format: token, span and whole scores by kind.

Reads `.jsonl` files of {"id", "text", "attributions": [{"source", "cue", "content"}]} with lists of
half-open offsets. Prints each figure with a 95 % interval, a signature and words per second; where
a file `*_multi` lies beside the data, also how the model agrees with each annotator and the
annotators with each other.
"""

import hashlib
import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord import __version__
from onrecord.annotate.quotations import DocumentTags, find_attributions
from onrecord.errors import EvaluationError
from onrecord.evaluate.metrics.attribution import (
    KINDS,
    ROLES,
    Spans,
    macro_f1,
    score_article,
)
from onrecord.evaluate.metrics.tallies import Tally, add_tallies, resample
from onrecord.inference.encoder import CHECKSUMS, MODELS, load_encoder
from onrecord.text import count_words

RESAMPLED = 1000
FLAT = tuple(f"{measure}.{role}" for measure in ("tok", "span_exact") for role in ROLES)
BY_KIND = ("aligned.all", "src_given_aligned.all", "whole+cue.all", "whole.all")
BY_ROLE = tuple(f"{m}.{role}" for m in ("exact", "exact_w", "overlap", "soft") for role in ROLES)
Find = Callable[[Sequence[str]], Sequence[Sequence[Spans]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """One article as one person annotated it."""

    id: str
    text: str
    annotator: str
    attributions: tuple[Spans, ...]


def run(path: Path, predictions: Path | None = None, split: str = "dev") -> str:
    """Score the shipped model on the articles at `path`, a file or a folder; return the report."""
    file = path / f"{split}.jsonl" if path.is_dir() else path
    articles = read_articles(file)
    began = time.perf_counter()
    found = find_spans([article.text for article in articles])
    seconds = time.perf_counter() - began
    if predictions:
        write_predictions(predictions, articles, found)
    words = sum(count_words(article.text) for article in articles)
    lines = [f"attribution: {sign(file)}"]
    lines += render_scores(articles, found)
    lines.append(f"{words / seconds:,.0f} words a second, encoder and decoding, loading left out")
    several = file.with_name(f"{file.stem}_multi.jsonl")
    if several.exists():
        lines += render_agreement(read_articles(several), find_spans)
    return "\n".join(lines)


def read_articles(file: Path) -> list[GoldArticle]:
    """Every article of a file.

    Raises EvaluationError where the file is absent or a line lacks what it should have.
    """
    if not file.is_file():
        raise EvaluationError(
            f"{file} is not there. PolNeAR is not shipped: give the folder or file that holds it, "
            "one JSON object a line with id, text and attributions."
        )
    articles = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        try:
            articles.append(_read_article(json.loads(line)))
        except (KeyError, TypeError, ValueError) as error:
            raise EvaluationError(f"{file}, line {number}: cannot be read ({error!r})") from error
    return articles


def _read_article(row: Mapping[str, Any]) -> GoldArticle:
    return GoldArticle(
        id=row["id"],
        text=row["text"],
        annotator=row.get("annotator", ""),
        attributions=tuple(
            Spans(**{role: tuple((s, e) for s, e in given.get(role) or ()) for role in ROLES})
            for given in row["attributions"]
        ),
    )


def find_spans(texts: Sequence[str]) -> list[tuple[Spans, ...]]:
    """What the shipped model finds in each text."""
    return [read_tags(tags) for tags in find_attributions(texts, load_encoder(threads=2))]


def read_tags(tags: DocumentTags) -> tuple[Spans, ...]:
    """A document's attributions as they are scored."""
    return tuple(
        Spans(source=a.source, cue=(a.cue,), content=a.contents) for a in tags.attributions
    )


def write_predictions(
    file: Path, articles: Sequence[GoldArticle], found: Sequence[Sequence[Spans]]
) -> None:
    """Write what was found in the reference scorer's format."""
    with file.open("w", encoding="utf-8") as lines:
        for article, spans in zip(articles, found, strict=True):
            rows = [
                {"id": str(n), **{role: getattr(s, role) for role in ROLES}}
                for n, s in enumerate(spans)
            ]
            lines.write(json.dumps({"id": article.id, "attributions": rows}) + "\n")


def sign(file: Path) -> str:
    """What a figure was measured with: data, model and version."""
    data = hashlib.sha256(file.read_bytes()).hexdigest()[:12]
    model = hashlib.sha256((MODELS / CHECKSUMS).read_bytes()).hexdigest()[:12]
    return f"{file.name} data:{data} model:{model} onrecord:{__version__}"


def score_articles(
    articles: Sequence[GoldArticle], found: Sequence[Sequence[Spans]], kind: str | None = None
) -> list[dict[str, Tally]]:
    """The tallies of each article."""
    return [
        score_article(article.text, article.attributions, spans, kind)
        for article, spans in zip(articles, found, strict=True)
    ]


def render_scores(articles: Sequence[GoldArticle], found: Sequence[Sequence[Spans]]) -> list[str]:
    """A line for each figure: precision, recall, F1 and its interval."""
    gold = sum(len(article.attributions) for article in articles)
    lines = [f"{len(articles)} articles, {gold} attributions, {sum(map(len, found))} found"]
    for kind in (None, *KINDS):
        tallies = score_articles(articles, found, kind)
        total = add_tallies(tallies)
        lines.append(f"{kind or 'all':<26} {'P':>6} {'R':>6} {'F1':>6}   95 %")
        for name in (*FLAT, "tok.all3", *BY_ROLE, *BY_KIND) if kind is None else BY_KIND:
            low, high = resample(tallies, name, RESAMPLED)
            lines.append(_render(name, total.get(name, Tally()), low, high))
        if kind is None:
            lines.append(f"{'tok.macroF1':<26} {'':>6} {'':>6} {100 * macro_f1(total):6.1f}")
    return lines


def _render(name: str, tally: Tally, low: float, high: float) -> str:
    figures = " ".join(f"{100 * x:6.1f}" for x in (tally.precision, tally.recall, tally.f1))
    return f"{name:<26} {figures}   {100 * low:.1f}-{100 * high:.1f}"


def render_agreement(readings: Sequence[GoldArticle], find: Find) -> list[str]:
    """Whole-attribution F1 of the model with each annotator, and of annotators with each other."""
    by_text: dict[str, list[GoldArticle]] = defaultdict(list)
    for reading in readings:
        by_text[reading.text].append(reading)
    found = dict(zip(by_text, find(list(by_text)), strict=True))
    model = _agree(
        (reading.annotator, reading.text, reading.attributions, found[reading.text])
        for reading in readings
    )
    people = _agree(
        (one.annotator, text, one.attributions, other.attributions)
        for text, group in by_text.items()
        for one in group
        for other in group
        if one is not other
    )
    lines = [f"agreement on {len(by_text)} articles read by several: model · other annotators"]
    for name in sorted(model):
        lines.append(f"{name:<26} {100 * model[name]:6.1f} {100 * people.get(name, 0.0):6.1f}")
    return lines


def _agree(
    pairs: Iterable[tuple[str, str, Sequence[Spans], Sequence[Spans]]],
) -> dict[str, float]:
    """Whole-attribution F1 over (annotator, text, theirs, the other's), by annotator and in all."""
    tallies: dict[str, list[dict[str, Tally]]] = defaultdict(list)
    for name, text, theirs, others in pairs:
        tally = score_article(text, theirs, others)
        tallies[name].append(tally)
        tallies["all"].append(tally)
    return {name: add_tallies(rows).get("whole.all", Tally()).f1 for name, rows in tallies.items()}
