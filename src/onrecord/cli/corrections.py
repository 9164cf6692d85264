"""The commands around what reviewers decided: list it, replay it, take it from label files."""

import getpass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.programs import AsJson, Quiet, Record, app
from onrecord.cli.terminals import exits, show, show_json

if TYPE_CHECKING:
    from onrecord.records import Correction, Decision


@app.command("corrections")
def list_corrections(record: Record, as_json: AsJson = False, quiet: Quiet = False) -> None:
    """Show what reviewers decided, and what no longer fits.

    Decisions are made on the desk (`onrecord serve`) or come from label files (`onrecord
    import`). Every build replays them.
    """
    from onrecord.records import Fit
    from onrecord.store.codec import encode
    from onrecord.store.corrections import load_log
    from onrecord.store.databases import load_story
    from onrecord.story.corrections.logs import list_standing

    with exits():
        log, corrections = load_log(record), load_story(record).corrections
        known = {c.decision.id for c in corrections}
        standing = list_standing(log.decisions)
        waiting = [d for d in standing if d.id not in known]
        if as_json:
            show_json(
                {
                    "decisions": len(log.decisions),
                    "standing": len(standing),
                    "waiting": [encode(d) for d in waiting],
                    "corrections": [encode(c) for c in corrections],
                }
            )
            return
        unfit = [c for c in corrections if c.fit is Fit.UNFIT]
        if not quiet:
            show(_summarize(len(log.decisions), len(standing), corrections))
            if waiting:
                show(f"{len(waiting)} not in the record yet: onrecord replay {record}")
        for each in unfit:
            show(f"no longer fits: {_describe(each.decision)}: {each.detail}")


def _summarize(lines: int, standing: int, corrections: "tuple[Correction, ...]") -> str:
    counts: dict[str, int] = {}
    for each in corrections:
        counts[each.fit] = counts.get(each.fit, 0) + 1
    shown = ", ".join(f"{number} {fit}" for fit, number in sorted(counts.items())) or "none"
    return f"{lines} lines in the log, {standing} decisions stand; in the record: {shown}"


def _describe(decision: "Decision") -> str:
    words = " … ".join(w.words for w in (*decision.wordings, *decision.replacement)[-1:])
    return f"{decision.kind} by {decision.reviewer}, {decision.time[:10]} “{words[:80]}”"


@app.command()
def replay(record: Record, quiet: Quiet = False) -> None:
    """Put decisions into a record without reading its reports again.

    Links everything anew from what was read. Undone decisions are taken out the same way.
    """
    from onrecord.pipeline import replay_record
    from onrecord.records import Fit

    with exits():
        corrections = replay_record(record).corrections
        if not quiet:
            unfit = sum(c.fit is Fit.UNFIT for c in corrections)
            show(f"{record}: {len(corrections)} decisions replayed, {unfit} no longer fit")


@app.command("import")
def import_labels(
    record: Record,
    labels: Annotated[Path, typer.Argument(metavar="LABELS", help="The file or folder.")],
    form: Annotated[
        str, typer.Option("--format", "-f", help="training, label-studio or brat.")
    ] = "training",
    reviewer: Annotated[
        str | None, typer.Option(help="Whose labels they are; else your login name.")
    ] = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Take labels from other programs as decisions.

    What the labels say otherwise than the record is decided so; where they agree nothing is.
    One bad span refuses the whole file, and says where it is.
    """
    from onrecord.read.labels import read_labels
    from onrecord.store.corrections import append_decisions, load_log
    from onrecord.store.databases import load_story
    from onrecord.story.corrections.differences import list_differences
    from onrecord.story.corrections.logs import list_standing
    from onrecord.story.corrections.replays import correct_evidence, restore_evidence

    with exits():
        name = reviewer or getpass.getuser()
        time = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        standing = list_standing(load_log(record).decisions)
        evidence = correct_evidence(restore_evidence(load_story(record)), standing).evidence
        found = read_labels(labels, form, {one.document.id: one.document for one in evidence})
        decisions = append_decisions(record, list_differences(evidence, found, name, time))
        if as_json:
            show_json({"decisions": [d.id for d in decisions]})
        elif not decisions and not quiet:
            show("the labels say what the record says: nothing to decide")
        elif not quiet:
            show(f"{len(decisions)} decisions by {name}; onrecord replay {record} puts them in")
