"""The README's table of error rates, measured and written anew.

Run `python -m onrecord.evaluate.readme DATA` in the project's folder, with DATA a folder that
holds `polnear/`, `timex/`, `figures/` and `incidents/`. Rows are of two kinds: what is missed and
what is wrong among what is found. It measures everything it prints; nothing is carried over.
"""

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import EvaluationError, OnrecordError
from onrecord.evaluate import eventtables
from onrecord.evaluate.benchmarks import (
    factuality,
    figures,
    figuretables,
    incidents,
    plover,
    polnear,
    speakers,
    stories,
    timex,
)
from onrecord.evaluate.metrics.clusters import score_pairs
from onrecord.evaluate.metrics.figures import Counts, score_spans
from onrecord.evaluate.metrics.tallies import Tally, add_tallies

README = Path("README.md")
GOLD = Path("tests/gold")
STORIES = Path("tests/stories")
_BLOCK = re.compile(r"(<!-- error rates: begin[^>]*-->\n).*?(<!-- error rates: end -->)", re.DOTALL)
_SPEAKER_FIELDS = {
    "speaker": "the speaker",
    "role": "the speaker's role",
    "via": "who passed it on",
    "act": "what is done in saying it",
    "said": "the day it was said",
    "certainty": "how firmly it is said",
    "polarity": "whether it is said to be so or not so",
}
_FIGURE_FIELDS = {
    "value": "the bounds of a figure",
    "qualifier": "its qualifier",
    "head": "what it counts",
    "speaker": "whose figure it is",
}


_EVENT_FIELDS = {
    "type": "what kind of event it is",
    "actor": "who does it",
    "recipient": "whom it is done to",
    "realis": "whether it is told as having happened",
    "source": "on whose word",
}
_STORY_SCORES = {
    "claims": "two wordings of one claim",
    "stances": "who asserts, denies or keeps silent about a claim",
    "contradictions": "what contradicts what",
    "origins": "reports that come from one origin",
    "copies": "what is copied from where",
    "series": "two figures of one series",
    "drifts": "a quotation that changed on its way",
    "entities": "names across reports that are one somebody",
}
_FAR = 1.0  # of the six steps from certainly not so to certainly so


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """One row of the table: of a hundred, how many are missed and how many wrong."""

    what: str
    measured_on: str
    missed: float | None
    wrong: float | None


def main(arguments: list[str]) -> int:
    """Measure, and write the table into README.md."""
    if len(arguments) != 1:
        print("usage: python -m onrecord.evaluate.readme DATA", file=sys.stderr)
        return 2
    try:
        rates = [rate for measure in MEASURES for rate in measure(Path(arguments[0]))]
        README.write_text(
            place_table(README.read_text("utf-8"), render_table(rates)), encoding="utf-8"
        )
    except OnrecordError as error:
        print(f"onrecord: {error}", file=sys.stderr)
        return 5
    return 0


def measure_attributions(data: Path) -> Iterator[Rate]:
    """Yield whole attributions on PolNeAR: content nearly the same, source the same."""
    articles = polnear.read_articles(data / "polnear" / "dev.jsonl")
    found = polnear.find_spans([article.text for article in articles])
    for kind, name in (
        ("direct", "direct quotations"),
        ("mixed", "quotations in part"),
        ("indirect", "reported speech"),
        (None, "all statements"),
    ):
        whole = add_tallies(polnear.score_articles(articles, found, kind))
        tally = whole.get("whole.all", Tally())
        on = f"PolNeAR dev, {len(articles)} articles"
        yield Rate(what=name, measured_on=on, missed=1 - tally.recall, wrong=1 - tally.precision)


def measure_speakers(data: Path) -> Iterator[Rate]:
    """Yield what is wrong about the speaker where the statement was found, held-back part."""
    passages = speakers.load_gold(GOLD / "speakers")
    documents = speakers.find_documents(passages)
    tally, _ = speakers.score_passages(passages, speakers.read_whole(documents))["held back"]
    for field, name in _SPEAKER_FIELDS.items():
        right = tally.rate(field)
        if right is not None:
            on = f"own passages, {tally.scored[field]} held back"
            yield Rate(what=name, measured_on=on, missed=None, wrong=1 - right)


def measure_dates(data: Path) -> Iterator[Rate]:
    """Yield time expressions with the right value, on news of two kinds."""
    for name, file in (("AQUAINT", "aquaint"), ("MEANTIME dev", "meantime_dev")):
        reports = timex.load_reports(data / "timex" / f"{file}.jsonl")
        counts = timex.count_reports(reports, [timex.find_expressions(r) for r in reports])
        precision, recall, _ = counts.rate("value")
        yield Rate(
            what="dates and times, with their value",
            measured_on=f"{name}, {len(reports)} articles",
            missed=1 - recall / 100,
            wrong=1 - precision / 100,
        )


def measure_figures(data: Path) -> Iterator[Rate]:
    """Yield figures: their spans on MEANTIME, their records on the held-back part of our own."""
    documents = figures.load_documents(data / "figures" / "meantime_dev.jsonl")
    exact = Counts()
    for document in documents:
        gold = [(start, end) for start, end, *_ in document["figures"]]
        exact = exact.plus(score_spans(gold, figures.find_spans(document))[0])
    on = f"MEANTIME dev, {len(documents)} articles"
    yield Rate(what="figures", measured_on=on, missed=1 - exact.recall, wrong=1 - exact.precision)
    held = figuretables.load_table(GOLD / "figures.tsv").get("held", {})
    tally = figuretables.score_sentences(held)
    for field, name in _FIGURE_FIELDS.items():
        if scored := tally.scored[field]:
            on = f"own sentences, {scored} held back"
            yield Rate(
                what=name, measured_on=on, missed=None, wrong=1 - tally.right[field] / scored
            )


def measure_streams(data: Path) -> Iterator[Rate]:
    """Yield pairs of reports put in one story, on a stream of incidents."""
    path = data / "incidents" / "stream_dev.jsonl"
    split = incidents.split_rows(path, incidents.load_rows(path))
    pairs = score_pairs(split.gold, split.found)
    yield Rate(
        what="two reports in one story, in a mixed pile",
        measured_on=f"incidents dev, {len(split.gold):,} reports",
        missed=1 - pairs.recall,
        wrong=1 - pairs.precision,
    )


def measure_events(data: Path) -> Iterator[Rate]:
    """Yield the main event of PLOVER's records, and every event of our own held-back clauses."""
    records = plover.load_records(data / "plover" / "gsr_dev.jsonl")
    tally = plover.tally_records(records, plover.code_records(records))
    for field, name in (("type", "type"), ("actor", "actor"), ("recipient", "recipient")):
        right = tally.rate(field)
        if right is not None:
            on = f"PLOVER records dev, {tally.asked[field]} sentences, two thirds tuned on"
            yield Rate(what=f"the main event: {name}", measured_on=on, missed=None, wrong=1 - right)
    rows = [row for row in eventtables.load_rows(GOLD / "events.tsv") if row.part == "held"]
    own = eventtables.score_rows(rows, eventtables.read_sentences([r.sentence for r in rows]))
    for field, name in _EVENT_FIELDS.items():
        right = own.rate(field)
        if right is not None:
            on = f"own clauses, {own.asked[field]} held back"
            yield Rate(what=name, measured_on=on, missed=None, wrong=1 - right)


def measure_factuality(data: Path) -> Iterator[Rate]:
    """Yield events whose firmness is more than a step off, on the sentences never learned from."""
    sentences = factuality.read_sentences(data / "factuality" / "uw_train.conll")
    judged = factuality.judge_events(sentences, held_only=True)
    far = sum(abs(one.gold - one.found) > _FAR for one in judged)
    on = f"UW event factuality, {len(judged):,} events held back"
    what = "how firmly the author holds it to be so, off by over one step of six"
    yield Rate(what=what, measured_on=on, missed=None, wrong=far / len(judged))


def measure_stories(data: Path) -> Iterator[Rate]:
    """Yield what is missed and wrong across reports, on the marked stories held back."""
    scored = stories.read_stories(STORIES)
    held = [gold for gold, _ in scored if gold.held_back]
    tallies = stories.add_scores(scored, held_back=True)
    on = f"own stories, {len(held)} held back, {sum(len(gold.texts) for gold in held)} reports"
    for name, what in _STORY_SCORES.items():
        tally = tallies.get(name, Tally())
        if tally.gold or tally.predicted:
            missed, wrong = 1 - tally.recall, 1 - tally.precision
            yield Rate(what=what, measured_on=on, missed=missed, wrong=wrong)


MEASURES: tuple[Callable[[Path], Iterator[Rate]], ...] = (
    measure_attributions,
    measure_speakers,
    measure_dates,
    measure_figures,
    measure_events,
    measure_factuality,
    measure_stories,
    measure_streams,
)


def render_table(rates: list[Rate]) -> str:
    """Render the rows as a Markdown table.

    >>> print(render_table([Rate(what="figures", measured_on="MEANTIME", missed=0.2, wrong=None)]))
    | | measured on | missed of 100 | wrong of 100 found |
    |---|---|--:|--:|
    | figures | MEANTIME | 20 | |
    """
    lines = ["| | measured on | missed of 100 | wrong of 100 found |", "|---|---|--:|--:|"]
    for rate in rates:
        cells = [rate.what, rate.measured_on, _percent(rate.missed), _percent(rate.wrong)]
        lines.append(re.sub(r"  +", " ", f"| {' | '.join(cells)} |"))
    return "\n".join(lines)


def place_table(readme: str, table: str) -> str:
    """Put a table between the README's two marks; EvaluationError if they are gone.

    >>> place_table("<!-- error rates: begin -->\\nold\\n<!-- error rates: end -->", "new")
    '<!-- error rates: begin -->\\nnew\\n<!-- error rates: end -->'
    """
    placed, times = _BLOCK.subn(lambda marks: f"{marks[1]}{table}\n{marks[2]}", readme)
    if times != 1:
        raise EvaluationError(f"{README}: the marks around its table of error rates are gone.")
    return placed


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.0f}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
