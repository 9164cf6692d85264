"""Small makers of records for tests: spans are found by their words, nobody types offsets."""

from onrecord.records import (
    Act,
    Attribution,
    Block,
    BlockKind,
    Document,
    Entity,
    Evidence,
    Factuality,
    Figure,
    Missed,
    MissedKind,
    Provenance,
    Qualifier,
    Quantity,
    Series,
    Span,
    Speaker,
    SpeakerKind,
    Statement,
    StatementKind,
    Story,
    Timex,
    TimexType,
    Unread,
    content_id,
)

REPORT = (
    "Dam wall cracks above Osk\n"
    "Mira Vale, the water minister, said on Monday that “the wall will hold”.\n"
    "About 1,200 people left their homes, Vale said.\n"
    "Sign up for our newsletter.\n"
)


def make_document(text: str = REPORT, path: str = "report.txt", **known: str | None) -> Document:
    """Make a document of one block a line; `known` gives title, publisher and so on."""
    digest = content_id("source", path, text) * 4
    blocks = []
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            kind = BlockKind.FURNITURE if "newsletter" in line else BlockKind.PARAGRAPH
            span = Span(document_id=digest, start=start, end=start + len(line.rstrip("\n")))
            blocks.append(Block(span=span, kind=kind))
        start += len(line)
    return Document(id=digest, path=path, text=text, blocks=tuple(blocks), **known)  # type: ignore[arg-type]


def find(document: Document, words: str, nth: int = 1) -> Span:
    """Return the span of the `nth` occurrence of `words`; fails if it is not there."""
    start = -1
    for _ in range(nth):
        start = document.text.index(words, start + 1)
    return Span(document_id=document.id, start=start, end=start + len(words))


def make_speaker(name: str, kind: SpeakerKind = SpeakerKind.PERSON) -> Speaker:
    """Make a speaker known by name."""
    return Speaker(id=content_id("speaker", name), name=name, kind=kind)


def make_statement(
    document: Document,
    content: str | tuple[str, ...],
    *,
    source: str | None = None,
    cue: str | None = None,
    act: Act = Act.SAYS,
    kind: StatementKind = StatementKind.INDIRECT,
    speaker: Speaker | None = None,
    nth_source: int = 1,
    nth_cue: int = 1,
) -> Statement:
    """Make a statement from its words; the speaker is named after the source unless given."""
    words = (content,) if isinstance(content, str) else content
    contents = tuple(find(document, each) for each in words)
    source_span = find(document, source, nth_source) if source else None
    cue_span = find(document, cue, nth_cue) if cue else None
    spans = tuple(s for s in (source_span, cue_span, *contents) if s)
    return Statement(
        id=content_id("statement", *((s.document_id, s.start, s.end) for s in spans)),
        document_id=document.id,
        kind=kind,
        act=act,
        attribution=Attribution(
            source=source_span,
            speaker=speaker or (make_speaker(source) if source else None),
        ),
        cue=cue_span,
        contents=contents,
        factuality=Factuality(),
        provenance=Provenance(spans=spans, method="by hand", confidence=1.0),
    )


def make_figure(
    document: Document,
    words: str,
    low: float | None,
    high: float | None,
    *,
    qualifier: Qualifier = Qualifier.EXACT,
    qualifier_words: str | None = None,
    counted: str | None = None,
    unit: str | None = None,
    statement: Statement | None = None,
) -> Figure:
    """Make a figure from its words; it is its statement's speaker's figure, if it has one."""
    span = find(document, words)
    return Figure(
        id=content_id("figure", document.id, span.start, span.end),
        document_id=document.id,
        quantity=Quantity(
            span=span,
            low=low,
            high=high,
            qualifier=qualifier,
            qualifier_span=find(document, qualifier_words) if qualifier_words else None,
            unit=unit,
            counted=find(document, counted) if counted else None,
            head=counted.split()[-1] if counted else None,
        ),
        statement_id=statement.id if statement else None,
        speaker=statement.attribution.speaker if statement else None,
    )


def make_missed(
    document: Document, words: str, kind: MissedKind = MissedKind.CUE, reason: str = "no speaker"
) -> Missed:
    """Make a missed row from its words."""
    span = find(document, words)
    return Missed(
        id=content_id("missed", document.id, kind, span.start, span.end),
        document_id=document.id,
        kind=kind,
        span=span,
        reason=reason,
    )


def make_evidence(document: Document | None = None) -> Evidence:
    """Make what the report `REPORT` puts on the record: two statements, a figure, a date."""
    document = document or make_document(
        title="Dam wall cracks above Osk", publisher="The Osk Courier", published="2025-03-11"
    )
    vale = make_speaker("Mira Vale")
    quoted = make_statement(
        document,
        "the wall will hold",
        source="Mira Vale, the water minister",
        cue="said",
        kind=StatementKind.DIRECT,
        speaker=vale,
    )
    counted = make_statement(
        document,
        "About 1,200 people left their homes",
        source="Vale",
        cue="said",
        speaker=vale,
        nth_source=2,
        nth_cue=2,
    )
    figure = make_figure(
        document,
        "1,200",
        1200.0,
        1200.0,
        qualifier=Qualifier.ABOUT,
        qualifier_words="About",
        counted="people",
        statement=counted,
    )
    monday = Timex(
        span=find(document, "Monday"),
        type=TimexType.DATE,
        value="2025-03-10",
        rule="the Monday before publication",
    )
    return Evidence(
        document=document,
        timexes=(monday,),
        statements=(quoted, counted),
        figures=(figure,),
        missed=(make_missed(document, "homes"),),
    )


def make_story(*documents: Document) -> Story:
    """Make a whole story over reports worded like `REPORT`, with its speakers merged."""
    evidence = tuple(make_evidence(each) for each in documents) or (make_evidence(),)
    statements = [each.id for one in evidence for each in one.statements]
    figures = [each.id for one in evidence for each in one.figures]
    vale = Entity(
        id=content_id("entity", "Mira Vale"),
        name="Mira Vale",
        kind=SpeakerKind.PERSON,
        names=("Mira Vale", "Vale"),
        chain_ids=(make_speaker("Mira Vale").id,),
        statement_ids=tuple(statements),
    )
    return Story(
        evidence=evidence,
        unread=(Unread(path="photo.jpg", reason="not text", remedy="leave it out"),),
        entities=(vale,),
        series=(
            Series(
                id=content_id("series", "people"),
                name="people",
                unit=None,
                figure_ids=tuple(figures),
            ),
        ),
    )
