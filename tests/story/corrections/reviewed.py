"""Two invented reports with chains, statements, a figure and what was missed; decisions on them."""

from dataclasses import replace
from itertools import count

from makers import find, make_document, make_figure, make_missed, make_statement
from onrecord.records import (
    CoreferenceChain,
    Decision,
    DecisionKind,
    Document,
    Evidence,
    Missed,
    MissedKind,
    Speaker,
    SpeakerKind,
    Statement,
    Wording,
    content_id,
)
from onrecord.story.corrections.wordings import Row, describe_row, word_span

FIRST = (
    "\U0001f30a Dam wall cracks above Osk\n"
    "Mira Vale, the water minister, said on Monday that “the wall will hold 💪”.\n"
    "He said that 1,200 people had left their homes.\n"
    "Engineers at the site told a meeting the gates were shut.\n"
    "Sign up for our newsletter.\n"
)
SECOND = (
    "Osk dam: minister reassures\n"
    "Vale said the wall will hold.\n"
    "Jon Harrow said the wall would not hold.\n"
)
NOON = "2025-03-12T12:00:00Z"
_numbers = count(1)


def _chain(document: Document, name: str, *words: str) -> CoreferenceChain:
    mentions = tuple(sorted(find(document, each) for each in words))
    return CoreferenceChain(
        id=content_id("chain", document.id, mentions[0].start),
        name=name,
        kind=SpeakerKind.PERSON,
        mentions=mentions,
    )


def _speaker(chain: CoreferenceChain) -> Speaker:
    return Speaker(id=chain.id, name=chain.name, kind=chain.kind)


def first_report(text: str = FIRST) -> Evidence:
    document = make_document(text, "first.txt", publisher="The Osk Courier", published="2025-03-11")
    vale = _chain(document, "Mira Vale", "Mira Vale, the water minister")
    quoted = make_statement(
        document,
        "the wall will hold 💪",
        source="Mira Vale, the water minister",
        cue="said",
        speaker=_speaker(vale),
    )
    he = Speaker(id="unsure", name="He", kind=SpeakerKind.UNRESOLVED, candidates=("Vale", "Harrow"))
    left = make_statement(
        document,
        "that 1,200 people had left their homes",
        source="He",
        cue="said",
        nth_cue=2,
        speaker=he,
    )
    source = find(document, "He")
    unsure = Missed(
        id=content_id("missed", document.id, MissedKind.SPEAKER, source.start, source.end),
        document_id=document.id,
        kind=MissedKind.SPEAKER,
        span=source,
        reason="speaker not told",
        candidates=he.candidates,
        statement_id=left.id,
    )
    figure = make_figure(document, "1,200", 1200.0, 1200.0, counted="people", statement=left)
    return Evidence(
        document=document,
        chains=(vale,),
        statements=(quoted, left),
        figures=(figure,),
        missed=(unsure, make_missed(document, "told")),
    )


def second_report() -> Evidence:
    document = make_document(SECOND, "second.txt", publisher="Vale Gazette", published="2025-03-12")
    vale = _chain(document, "Vale", "Vale")
    harrow = _chain(document, "Jon Harrow", "Jon Harrow")
    rows = (
        make_statement(
            document, "the wall will hold", source="Vale", cue="said", speaker=_speaker(vale)
        ),
        make_statement(
            document,
            "the wall would not hold",
            source="Jon Harrow",
            cue="said",
            nth_cue=2,
            speaker=_speaker(harrow),
        ),
    )
    return Evidence(document=document, chains=(vale, harrow), statements=rows)


def reports() -> tuple[Evidence, ...]:
    return (first_report(), second_report())


def decide(
    kind: DecisionKind, evidence: Evidence | None = None, row: Row | None = None, **given: object
) -> Decision:
    """Make a decision about a row as the desk does; numbered in the order made."""
    number = next(_numbers)
    about: dict[str, object] = {}
    if evidence and row:
        part = {"Statement": "statements", "Figure": "figures", "Missed": "missed"}
        about = {
            "part": part.get(type(row).__name__, ""),
            "target_ids": (row.id,),
            "wordings": describe_row(evidence.document, row),
            "path": evidence.document.path,
        }
    made = Decision(kind=kind, reviewer="Ada", time=NOON)
    return replace(made, id=f"d{number}", sequence=number, **(about | given))  # type: ignore[arg-type]


def words(document: Document, **roles: str | tuple[str, ...]) -> tuple[Wording, ...]:
    """Find the words of each role, the first time they stand."""
    found = []
    for role, given in roles.items():
        for each in (given,) if isinstance(given, str) else given:
            found.append(word_span(document, role, find(document, each)))
    return tuple(found)


def undo(decision: Decision) -> Decision:
    return decide(DecisionKind.UNDO, target_ids=(decision.id,))


def contents(evidence: Evidence, row: Statement) -> list[str]:
    return [span.of(evidence.document.text) for span in row.contents]
