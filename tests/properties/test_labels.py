"""Labels go out and come back the same, whatever the text; what does not fit is refused."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import ReadError
from onrecord.export.brat import render_brat, save_brat
from onrecord.export.formats import export_story
from onrecord.export.label_studio import render_label_studio
from onrecord.export.training import render_training
from onrecord.read.labels import read_labels
from onrecord.records import DecisionKind, Document, Label, LabelledReport, Span
from onrecord.story.corrections.differences import list_differences
from onrecord.story.corrections.replays import link_corrected
from story.corrections.reviewed import FIRST, decide, first_report, reports

OFTEN = settings(
    max_examples=80,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
TEXTS = st.text(alphabet="aé\U0001f600\u05e9\u202e\u0301 \n\t\r“”;", min_size=4, max_size=60)


@st.composite
def labelled(draw: st.DrawFn) -> LabelledReport:
    """Draw a report of any text with labels of any spans that hold something."""
    text = draw(TEXTS)

    def spans(least: int, most: int) -> tuple[Span, ...]:
        found = set()
        for _ in range(draw(st.integers(least, most))):
            start = draw(st.integers(0, len(text) - 1))
            end = draw(st.integers(start + 1, len(text)))
            if text[start:end].strip():
                found.add(Span(document_id="d0", start=start, end=end))
        return tuple(sorted(found))

    labels = []
    for number in range(draw(st.integers(0, 4))):
        content = spans(1, 3)
        if content:
            labels.append(
                Label(
                    id=draw(st.sampled_from(["", f"row{number}"])),
                    source=spans(0, 1),
                    cue=spans(0, 1),
                    content=content,
                    speaker=draw(st.sampled_from([None, "Ünal \U0001f600", "B"])),
                    checked=draw(st.booleans()),
                )
            )
    return LabelledReport(id="d0", path="a.txt", text=text, labels=tuple(labels))


def write(report: LabelledReport, form: str, folder: Path) -> Path:
    if form == "brat":
        (folder / "0000_d0.txt").write_bytes(report.text.encode())
        (folder / "0000_d0.ann").write_bytes(render_brat(report).encode())
        return folder / "0000_d0.ann"
    path = folder / f"labels.{form}"
    render = {"training": render_training, "label-studio": render_label_studio}[form]
    path.write_text(render([report]), encoding="utf-8")
    return path


@pytest.mark.parametrize("form", ["training", "label-studio", "brat"])
@OFTEN
@given(report=labelled())
def test_what_goes_out_comes_back(report: LabelledReport, form: str, tmp_path: Path) -> None:
    documents = {"d0": Document(id="d0", path="a.txt", text=report.text)}
    (back,) = read_labels(write(report, form, tmp_path), form, documents)
    assert back.labels == report.labels


@pytest.mark.parametrize("form", ["training", "label-studio", "brat"])
def test_an_export_of_a_story_read_back_decides_nothing(form: str, tmp_path: Path) -> None:
    one = first_report()
    story = link_corrected(
        reports(), (), [decide(DecisionKind.ACCEPT, one, row) for row in one.statements]
    )
    export_story(story, form, tmp_path)
    path = tmp_path / "tasks.json" if form == "label-studio" else tmp_path
    documents = {each.document.id: each.document for each in story.evidence}
    labelled_ = read_labels(path, form, documents)
    assert labelled_
    assert list_differences(story.evidence, labelled_, "Bo", "2025-03-12T12:00:00Z") == ()


def test_reports_that_somebody_finished_stand_apart(tmp_path: Path) -> None:
    one = first_report()
    looked = [decide(DecisionKind.ACCEPT, one, row) for row in one.statements]
    export_story(link_corrected(reports(), (), looked), "training", tmp_path)
    assert (tmp_path / "complete.jsonl").read_text() == ""
    looked.append(decide(DecisionKind.REJECT, one, one.missed[1]))
    export_story(link_corrected(reports(), (), looked), "training", tmp_path)
    (line,) = (tmp_path / "complete.jsonl").read_text().splitlines()
    row = json.loads(line)
    (start, end) = row["attributions"][0]["content"][0]
    assert row["text"][start:end] == "the wall will hold 💪"


def change(form: str, folder: Path, old: str, new: str) -> Path:
    story = link_corrected(reports(), (), ())
    one = list(folder.iterdir())
    assert not one
    if form == "brat":
        names = save_brat(story, folder)
        path = folder / next(n for n in names if n.endswith(".ann"))
    else:
        from onrecord.export.labels import list_labelled

        path = write(list_labelled(story)[0], form, folder)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


BEFORE = len(FIRST[: FIRST.index("the wall will hold")])


@pytest.mark.parametrize(
    ("form", "old", "new", "where"),
    [
        ("brat", f"Content {BEFORE} ", f"Content {BEFORE + 1} ", r"\.ann, line 1: .*expected “the"),
        ("brat", "Content", "Person", "line 1: expected one of Content, Source, Cue"),
        (
            "label-studio",
            f'"start": {BEFORE},',
            f'"start": {BEFORE + 1},',
            "task 1, region 1: .*expected “the wall will hold 💪”, found “he wall",
        ),
        (
            "training",
            f"[{BEFORE}, ",
            f"[{BEFORE + 1}, ",
            "line 1, attribution 1, content: .*expected “the wall will hold 💪”, found “he wall",
        ),
        ("training", f"[{BEFORE}, ", "[9000, ", "outside the report"),
        ("training", f"[{BEFORE}, ", '["x", ', "expected two whole numbers"),
        ("training", "Mira Vale", "Mara Vale", "they differ from character 29 on"),
    ],
)
def test_a_span_that_does_not_fit_refuses_the_file_and_says_where(
    form: str, old: str, new: str, where: str, tmp_path: Path
) -> None:
    path = change(form, tmp_path, old, new)
    documents = {each.document.id: each.document for each in reports()}
    with pytest.raises(ReadError, match=where):
        read_labels(path, form, documents)


def test_utf16_offsets_of_an_older_label_studio_are_understood(tmp_path: Path) -> None:
    from onrecord.export.labels import list_labelled

    labels = list_labelled(link_corrected(reports(), (), ()))[0]
    path = write(labels, "label-studio", tmp_path)
    tasks = json.loads(path.read_text())
    for region in tasks[0]["predictions"][0]["result"]:
        if region["type"] == "labels":
            value = region["value"]
            for end in ("start", "end"):
                value[end] = len(FIRST[: value[end]].encode("utf-16-le")) // 2
    path.write_text(json.dumps(tasks))
    documents = {each.document.id: each.document for each in reports()}
    (back,) = read_labels(path, "label-studio", documents)
    assert back.labels == labels.labels


def test_what_labels_change_becomes_decisions() -> None:
    story = link_corrected(reports(), (), ())
    one = story.evidence[0]
    quoted, left = one.statements
    start = FIRST.index("the gates were shut")
    gates = Span(document_id=one.document.id, start=start, end=start + len("the gates were shut"))
    labels = (
        Label(id=quoted.id, cue=(quoted.cue,), content=quoted.contents, speaker="Jon Harrow"),  # type: ignore[arg-type]
        Label(content=(gates,)),
    )
    report = LabelledReport(
        id=one.document.id, path=one.document.path, text=FIRST, labels=labels, complete=True
    )
    found = list_differences(story.evidence, [report], "Bo", "2025-03-12T12:00:00Z")
    assert [d.kind for d in found] == [
        DecisionKind.EDIT,
        DecisionKind.SPEAKER,
        DecisionKind.ADD,
        DecisionKind.REJECT,
    ]
    assert found[3].target_ids == (left.id,)
    numbered = [decide(d.kind, **{f: getattr(d, f) for f in ("part", "target_ids", "wordings", "replacement", "value", "path")}) for d in found]  # fmt: skip  # noqa: E501
    after = link_corrected(reports(), (), numbered).evidence[0]
    assert [c.of(FIRST) for s in after.statements for c in s.contents] == [
        "the wall will hold 💪",
        "the gates were shut",
    ]
