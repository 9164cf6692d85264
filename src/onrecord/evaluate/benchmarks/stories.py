"""The golden stories: claims, stances, origins, copies, series, drift and contradictions.

Builds each story in a folder from its reports and compares it with what a person marked in its
tables (`tests/stories/README.md`). Stories held back are reported apart from those that may be
tuned on. A guess that knows nothing of meaning stands beside each score.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from onrecord import __version__, pipeline
from onrecord.config import DEFAULT
from onrecord.evaluate.foundstories import read_found
from onrecord.evaluate.metrics.storyclaims import score_claims
from onrecord.evaluate.metrics.storyguesses import guess_story
from onrecord.evaluate.metrics.storylinks import score_links
from onrecord.evaluate.metrics.storymarks import MarkedStory, Place
from onrecord.evaluate.metrics.tallies import Tallies, Tally, add_tallies, resample
from onrecord.evaluate.storytables import list_marked, load_marked
from onrecord.records import Story

# A story is small: one process reads it sooner than a second one has started.
_SETTINGS = replace(DEFAULT, workers=1)
_DRAWN = 1000


def run(path: Path, predictions: Path | None = None) -> str:
    """Score the marked stories in `path`; write what was found to `predictions`, if given."""
    scored = read_stories(path)
    if predictions:
        lines = (json.dumps(show_found(gold, found), ensure_ascii=False) for gold, found in scored)
        predictions.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return "\n".join([*render(scored), "", _sign(list_marked(path))])


def read_stories(path: Path) -> list[tuple[MarkedStory, MarkedStory]]:
    """Build each marked story in `path`; return what is marked in it beside what was found."""
    read = []
    for folder in list_marked(path):
        story = pipeline.build_story([folder / "reports"], _SETTINGS)
        read.append((load_gold(folder, story), read_found(story)))
    return read


def add_scores(
    scored: Sequence[tuple[MarkedStory, MarkedStory]], *, held_back: bool
) -> dict[str, Tally]:
    """Return the scores of the stories held back, or of those that are not, added up by name."""
    return add_tallies(score_story(*pair) for pair in scored if pair[0].held_back == held_back)


def load_gold(folder: Path, story: Story) -> MarkedStory:
    """Return what is marked in a folder, placed in the reports as they were read."""
    documents = {Path(e.document.path).name: e.document for e in story.evidence}
    return load_marked(folder, documents)


def score_story(gold: MarkedStory, found: MarkedStory) -> dict[str, Tally]:
    """Return every score of one story, by name."""
    return {**score_claims(gold, found), **score_links(gold, found)}


def render(scored: Sequence[tuple[MarkedStory, MarkedStory]]) -> Iterator[str]:
    """Yield the tables: what may be tuned on, what is held back, and each story in a line."""
    for title, held in (("development", False), ("held back", True)):
        part = [pair for pair in scored if pair[0].held_back == held]
        if not part:
            continue
        ours = [score_story(*pair) for pair in part]
        guesses = [score_story(gold, guess_story(gold)) for gold, _ in part]
        names = ", ".join(gold.name for gold, _ in part)
        yield f"stories, {title}: {names}"
        yield from _table(ours, guesses)
        yield ""
    yield "F1 by story"
    for gold, found in scored:
        tallies = score_story(gold, found)
        shown = (f"{name} {100 * tally.f1:.0f}" for name, tally in tallies.items() if _asked(tally))
        yield f"  {gold.name}: {', '.join(name for name in shown if not name.startswith('…'))}"


def _table(ours: Sequence[Tallies], guesses: Sequence[Tallies]) -> Iterator[str]:
    yield (
        f"  {'':<20} {'P':>6} {'R':>6} {'F1':>6} {'95 %':>13}  {'right':>6}"
        f" {'found':>6} {'gold':>6}  {'guess':>6}"
    )
    total, guessed = add_tallies(ours), add_tallies(guesses)
    for name, tally in total.items():
        low, high = resample(ours, name, _DRAWN)
        between = f"{100 * low:.1f}–{100 * high:.1f}"
        yield (
            f"  {name:<20} {100 * tally.precision:6.1f} {100 * tally.recall:6.1f}"
            f" {100 * tally.f1:6.1f} {between:>13}  {tally.right_gold:6.0f}"
            f" {tally.predicted:6.0f} {tally.gold:6.0f}  {100 * guessed[name].f1:6.1f}"
        )


def _asked(tally: Tally) -> bool:
    return bool(tally.gold or tally.predicted)


def show_found(gold: MarkedStory, found: MarkedStory) -> dict[str, object]:
    """Return a found story as plain values, its places as file and words."""
    return {"story": gold.name, **_plain(asdict(found), gold.texts)}


def _plain(values: Mapping[str, object], texts: Mapping[str, str]) -> dict[str, object]:
    left_out = ("name", "texts", "outlets", "held_back")
    return {name: _show(value, texts) for name, value in values.items() if name not in left_out}


def _show(value: object, texts: Mapping[str, str]) -> object:
    if isinstance(value, Place):
        return {"file": value.file, "words": texts.get(value.file, "")[value.start : value.end]}
    if isinstance(value, Mapping):
        return {name: _show(one, texts) for name, one in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, list | tuple):
        return [_show(one, texts) for one in value]
    return value


def _sign(folders: Sequence[Path]) -> str:
    data = hashlib.sha256()
    for folder in folders:
        for file in sorted([*folder.glob("*.tsv"), *folder.glob("reports/*")]):
            data.update(file.name.encode() + b"\0" + file.read_bytes())
    return f"signature: stories|data:{data.hexdigest()[:12]}|onrecord:{__version__}"
