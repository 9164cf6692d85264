"""The JSON Lines files hold what docs/records.md promises, tied to exact characters."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from makers import REPORT, make_document, make_evidence, make_statement, make_story
from onrecord.export.docs import JSON_LINES
from onrecord.export.json_lines import FILES, save_json_lines
from onrecord.records import (
    Attribution,
    Claim,
    Derivation,
    DerivationKind,
    Event,
    Happening,
    Line,
    Locality,
    Origin,
    Participant,
    Provenance,
    Reason,
    Speaker,
    SpeakerKind,
    Stance,
    Story,
)

Rows = dict[str, list[dict[str, Any]]]


def export(story: Story, directory: Path) -> Rows:
    save_json_lines(story, directory)
    return {
        name: [json.loads(line) for line in (directory / name).read_text("utf-8").splitlines()]
        for name in FILES
    }


def make_full_story() -> Story:
    """A story with a row of every kind."""
    story = make_story()
    evidence = story.evidence[0]
    first = evidence.statements[0]
    span = first.contents[0]
    event = Event(
        id="e1",
        document_id=evidence.document.id,
        trigger=span,
        type="CONSULT",
        actors=(Participant(span=span, head=span, name="the wall", countries=("RUS",)),),
        place=Locality(span=span, name="the wall", candidates=("Wall", "The Wall")),
        provenance=Provenance(spans=(span,), method="made up", confidence=1.0),
    )
    stance = Stance(
        entity_id=story.entities[0].id,
        document_id=evidence.document.id,
        act=first.act,
        span=span,
        statement_id=first.id,
    )
    reason = Reason(name="same words", detail="“the wall will hold”", spans=(span,))
    return replace(
        story,
        evidence=(replace(evidence, events=(event,)),),
        entities=(replace(story.entities[0], mentions=(span,), reasons=(reason,)),),
        claims=(
            Claim(
                id="c1",
                label=span,
                statement_ids=(first.id,),
                stances=(stance,),
            ),
        ),
        happenings=(
            Happening(id="h1", type="CONSULT", label=span, event_ids=("e1",), stances=(stance,)),
        ),
        lines=(Line(id="l1", label=span, statement_ids=(first.id,), uses=(span,)),),
        origins=(Origin(id="o1", document_ids=(evidence.document.id,), reasons=(reason,)),),
        derivations=(
            Derivation(
                id="v1",
                kind=DerivationKind.COPY,
                document_id=evidence.document.id,
                origin="Agency",
                reasons=(reason,),
            ),
        ),
    )


@pytest.mark.parametrize("name", FILES)
def test_fields_are_those_documented(tmp_path: Path, name: str) -> None:
    (row,) = export(make_full_story(), tmp_path)[name][:1]
    flat = re.sub(r"\{[^{}]*\}|\([^()]*\)|\[[^\[\]]*\]", "", JSON_LINES[name])
    flat = re.sub(r"\{.*?\}|\[.*?\]", "", flat)
    documented = [field.strip() for field in flat.split(",")]
    assert list(row) == [re.sub(r"\W", "", field) for field in documented]


def test_every_span_gives_its_own_text(tmp_path: Path) -> None:
    rows = export(make_full_story(), tmp_path)
    texts = {row["id"]: row["text"] for row in rows["documents.jsonl"]}
    checked = 0
    for name in FILES:
        for row in rows[name]:
            for words, spans in find_words(row):
                sliced = [texts[row.get("document_id") or next(iter(texts))][s:e] for s, e in spans]
                assert " ".join(sliced) == words
                checked += 1
    assert checked >= 12


def find_words(row: object) -> list[tuple[str, list[list[int]]]]:
    if not isinstance(row, dict):
        return [f for item in row for f in find_words(item)] if isinstance(row, list) else []
    found = [f for held in row.values() for f in find_words(held)]
    if "text" in row and "spans" in row:
        found.append((row["text"], row["spans"]))
    return found


def test_a_statement_row(tmp_path: Path) -> None:
    story = make_story()
    row = export(story, tmp_path)["statements.jsonl"][0]
    start = REPORT.index("the wall will hold")
    assert row["content"] == {"text": "the wall will hold", "spans": [[start, start + 18]]}
    assert row["speaker"] == {"id": story.entities[0].id, "name": "Mira Vale"}
    assert row["via"] == []
    assert row["said"] is None
    assert (row["kind"], row["act"]) == ("direct", "says")


def test_furniture_is_spans(tmp_path: Path) -> None:
    row = export(make_story(), tmp_path)["documents.jsonl"][0]
    assert [row["text"][s:e] for s, e in row["furniture"]] == ["Sign up for our newsletter."]


@pytest.mark.parametrize(
    "speaker",
    [
        pytest.param(None, id="nobody named"),
        pytest.param(
            Speaker(id="x", name="he", kind=SpeakerKind.UNRESOLVED, candidates=("A", "B")),
            id="unsure who",
        ),
    ],
)
def test_an_absent_speaker_is_null(tmp_path: Path, speaker: Speaker | None) -> None:
    document = make_document()
    statement = make_statement(document, "the wall will hold", cue="said")
    statement = replace(statement, attribution=Attribution(source=None, speaker=speaker))
    evidence = replace(make_evidence(document), statements=(statement,))
    rows = export(Story(evidence=(evidence,)), tmp_path)
    assert rows["statements.jsonl"][0]["speaker"] is None
    assert rows["statements.jsonl"][0]["source"] is None


def test_files_without_rows_are_there_and_empty(tmp_path: Path) -> None:
    rows = export(Story(), tmp_path)
    assert set(rows) == set(FILES)
    assert not any(rows.values())


def test_emoji_and_right_to_left_words_keep_their_offsets(tmp_path: Path) -> None:
    text = "🌊 مرحبا — “the wall will hold”, said Mira Vale.\n"
    document = make_document(text)
    statement = make_statement(document, "the wall will hold", source="Mira Vale", cue="said")
    evidence = replace(make_evidence(), document=document, statements=(statement,))
    evidence = replace(evidence, figures=(), timexes=(), missed=())
    rows = export(Story(evidence=(evidence,)), tmp_path)
    ((start, end),) = rows["statements.jsonl"][0]["content"]["spans"]
    assert rows["documents.jsonl"][0]["text"][start:end] == "the wall will hold"
