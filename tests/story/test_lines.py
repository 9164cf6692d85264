"""The same line from many mouths: who uses a formula, in the order first said."""

from onrecord.records import (
    Act,
    Attribution,
    Document,
    Evidence,
    Provenance,
    Span,
    Speaker,
    SpeakerKind,
    Statement,
    StatementKind,
    content_id,
)
from onrecord.story.lines import link_lines

Said = tuple[str, str]  # the speaker and the words


def make_evidence(published: str, *said: Said) -> Evidence:
    text = "\n".join(f"{name} said {words}." for name, words in said)
    document = Document(id=content_id(published, text), path=published, text=text)
    document = Document(id=document.id, path=published, text=text, published=published)
    rows = []
    for name, words in said:
        start = text.index(f"{name} said {words}") + len(f"{name} said ")
        content = Span(document_id=document.id, start=start, end=start + len(words))
        speaker = Speaker(id=name, name=name, kind=SpeakerKind.PERSON)
        rows.append(
            Statement(
                id=content_id(document.id, name, words),
                document_id=document.id,
                kind=StatementKind.DIRECT,
                act=Act.SAYS,
                attribution=Attribution(source=None, speaker=speaker),
                cue=None,
                contents=(content,),
                provenance=Provenance(spans=(content,), method="test", confidence=1.0),
            )
        )
    return Evidence(document=document, statements=tuple(rows))


FIRST = make_evidence(
    "2024-03-02",
    ("Ruiz", "the gates are “a door left open” by the builders"),
    ("Lund", "it was a door left open"),
)
SECOND = make_evidence("2024-03-01", ("Okoro", "the spillway was “a door left open” for years"))


def test_three_speakers_in_two_reports_make_a_line_in_the_order_said() -> None:
    (line,) = link_lines([FIRST, SECOND], [])
    rows = {row.id: row for one in (FIRST, SECOND) for row in one.statements}
    speakers = [rows[i].attribution.speaker for i in line.statement_ids]
    assert [s.name for s in speakers if s] == ["Okoro", "Ruiz", "Lund"]


def test_the_label_is_verbatim() -> None:
    (line,) = link_lines([FIRST, SECOND], [])
    texts = {one.document.id: one.document.text for one in (FIRST, SECOND)}
    assert line.label.of(texts[line.label.document_id]) == "door left"


def test_two_speakers_are_no_line() -> None:
    assert link_lines([FIRST], []) == ()


def test_one_speaker_in_many_reports_is_no_line() -> None:
    again = [make_evidence(f"2024-03-0{n}", ("Ruiz", "“a door left open”")) for n in (3, 4, 5)]
    assert link_lines(again, []) == ()


def test_words_nobody_is_quoted_with_are_no_line() -> None:
    plain = [
        make_evidence(f"2024-03-0{n}", (name, "the dam was leaking badly"))
        for n, name in ((3, "Ruiz"), (4, "Lund"), (5, "Okoro"))
    ]
    assert link_lines(plain, []) == ()
