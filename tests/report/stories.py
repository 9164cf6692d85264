"""Hand-made stories for the page: one full one, and the odd states a reader may meet.

Every text is invented. Spans are found by their words (`tests/makers.py`).
"""

from dataclasses import replace

from makers import find, make_document, make_figure, make_missed, make_speaker, make_statement
from onrecord.records import (
    Act,
    Attribution,
    Block,
    BlockKind,
    Claim,
    Comparison,
    DateValue,
    Document,
    Entity,
    Evidence,
    Figure,
    Hop,
    Mention,
    MentionKind,
    MissedKind,
    Qualifier,
    Quantity,
    Reason,
    Role,
    Series,
    Span,
    Speaker,
    SpeakerKind,
    Stance,
    Statement,
    StatementKind,
    Story,
    Timex,
    TimexType,
    Unread,
    Verdict,
    content_id,
)

MONDAY = """Harbour wall breached at Lissen
At least 40 people were moved from the Lissen quay on Sunday, Mayor Ada Renn told Radio Ost.
“The wall is gone,” Renn said. “We will not pretend otherwise.”
Tove Aark, a spokeswoman for the Port Office, denied that the wall had been weakened by dredging.
Up to 300 homes could flood, the Coast Institute estimated. 🌊 The insurer Halden did not answer.
Read the full article here
"""
TUESDAY = """Lissen counts the cost
Renn said around 120 people had been moved, 90 of the 120 on Sunday night.
“لن نغادر بيوتنا”, a fisherman, Sami Darwish, said, “and nobody asked us.”
The Port Office put the number moved at 75. It could not confirm that a second wall had cracked.
The ministry plans to bring in 500 soldiers. He declined to say when.
Reporting by Radio Ost
"""
WEDNESDAY = """Between 110 and 130 people were moved, the Coast Institute said on Tuesday.
Mayor Ada Renn said nearly 130 people had left. Dozens slept in the school.
<script>document.title = "owned"</script> <b>Bold</b> & "quoted"
"""


def _document(text: str, path: str, **known: str | None) -> Document:
    document = make_document(text, path, **known)
    lines = list(document.blocks)
    for index, block in enumerate(lines):
        words = block.span.of(text)
        if words.startswith("Read the full"):
            lines[index] = replace(block, kind=BlockKind.FURNITURE, reason="link to the article")
        if words.startswith("Reporting by"):
            lines[index] = replace(block, kind=BlockKind.CREDIT, reason="credit line")
    lines[0] = _headline(lines[0]) if known.get("title") else lines[0]
    return replace(document, blocks=tuple(lines))


def _headline(block: Block) -> Block:
    return replace(block, kind=BlockKind.HEADLINE)


def _names(document: Document, *names: str) -> tuple[Mention, ...]:
    return tuple(
        Mention(span=find(document, name), kind=MentionKind.PLACE)
        for name in names
        if name in document.text
    )


def _said(statement: Statement, value: str, words: Span, rule: str) -> Statement:
    return replace(statement, said=DateValue(value=value, spans=(words,), rule=rule))


def _via(statement: Statement, hop: str, span: Span) -> Statement:
    attribution = replace(statement.attribution, via=(Hop(name=hop, span=span),))
    return replace(statement, attribution=attribution)


def _figure(figure: Figure, **known: object) -> Figure:
    return replace(figure, quantity=replace(figure.quantity, **known))  # type: ignore[arg-type]


def unsure_speaker(words: str, *candidates: str) -> Speaker:
    return Speaker(
        id=content_id("unsure", words),
        name=words,
        kind=SpeakerKind.UNRESOLVED,
        candidates=candidates,
    )


RENN = make_speaker("Ada Renn")
AARK = make_speaker("Tove Aark")
PORT = make_speaker("Port Office", SpeakerKind.ORGANIZATION)
COAST = make_speaker("Coast Institute", SpeakerKind.ORGANIZATION)


def _monday() -> Evidence:
    document = _document(
        MONDAY,
        "monday.txt",
        title="Harbour wall breached at Lissen",
        publisher="The Lissen Post",
        published="2025-02-03",
        url="https://lissenpost.example/a?x=1",
        byline="Nils Orre",
    )
    sunday = Timex(
        span=find(document, "Sunday"),
        type=TimexType.DATE,
        value="2025-02-02",
        rule="the Sunday before publication",
    )
    moved = make_statement(
        document,
        "At least 40 people were moved from the Lissen quay on Sunday",
        source="Mayor Ada Renn",
        cue="told",
        speaker=RENN,
    )
    moved = _via(moved, "Radio Ost", find(document, "Radio Ost"))
    gone = make_statement(
        document,
        ("“The wall is gone,”", "“We will not pretend otherwise.”"),
        source="Renn",
        nth_source=2,
        cue="said",
        kind=StatementKind.DIRECT,
        speaker=RENN,
    )
    denied = make_statement(
        document,
        "that the wall had been weakened by dredging",
        source="Tove Aark, a spokeswoman for the Port Office",
        cue="denied",
        act=Act.DENIES,
        speaker=AARK,
    )
    silent = replace(
        make_statement(
            document, (), source="The insurer Halden", cue="did not answer", act=Act.NO_RESPONSE
        )
    )
    flood = make_statement(
        document,
        "Up to 300 homes could flood",
        source="the Coast Institute",
        cue="estimated",
        act=Act.EXPECTS,
        speaker=COAST,
    )
    figures = (
        make_figure(
            document, "40", 40, None, qualifier=Qualifier.AT_LEAST, qualifier_words="At least",
            counted="people", statement=moved,
        ),
        make_figure(
            document, "300", None, 300, qualifier=Qualifier.AT_MOST, qualifier_words="Up to",
            counted="homes", statement=flood,
        ),
    )  # fmt: skip
    return Evidence(
        document=document,
        mentions=_names(document, "Lissen", "Port Office", "Coast Institute"),
        timexes=(sunday,),
        statements=(moved, gone, denied, flood, silent),
        figures=figures,
    )


def _tuesday() -> Evidence:
    document = _document(
        TUESDAY, "tuesday.txt", title="Lissen counts the cost", publisher="Radio Ost",
        published="2025-02-04", url="javascript:alert(1)",
    )  # fmt: skip
    moved = make_statement(
        document,
        "around 120 people had been moved, 90 of the 120 on Sunday night",
        source="Renn",
        cue="said",
        speaker=RENN,
    )
    sami = make_speaker("Sami Darwish")
    stay = make_statement(
        document,
        ("“لن نغادر بيوتنا”", "“and nobody asked us.”"),
        source="a fisherman, Sami Darwish",
        cue="said",
        nth_cue=2,
        kind=StatementKind.DIRECT,
        speaker=sami,
    )
    counted = make_statement(
        document, "the number moved at 75", source="The Port Office", cue="put", speaker=PORT
    )
    unconfirmed = make_statement(
        document,
        "that a second wall had cracked",
        source="It",
        cue="could not confirm",
        act=Act.COULD_NOT_CONFIRM,
        speaker=PORT,
    )
    declined = make_statement(
        document,
        "to say when",
        source="He",
        cue="declined",
        act=Act.DECLINED_TO_COMMENT,
        speaker=unsure_speaker("He", "Sami Darwish", "a minister"),
    )
    whole = find(document, "120", 2)
    figures = (
        _figure(make_figure(
            document, "120", 120, 120, qualifier=Qualifier.ABOUT, qualifier_words="around",
            counted="people", statement=moved,
        ), low=115.0, high=125.0),
        _figure(
            make_figure(document, "90", 90, 90, counted="people", statement=moved), whole=whole
        ),
        make_figure(document, "75", 75, 75, statement=counted),
        _figure(make_figure(document, "500", 500, 500, counted="soldiers"), planned=True),
        Figure(
            id="whole-120",
            document_id=document.id,
            quantity=Quantity(span=whole, low=120, high=120, qualifier=Qualifier.EXACT),
            statement_id=moved.id,
            speaker=RENN,
        ),
    )  # fmt: skip
    return Evidence(
        document=document,
        mentions=_names(document, "Lissen", "Port Office"),
        statements=(moved, stay, counted, unconfirmed, declined),
        figures=figures,
        missed=(
            replace(
                make_missed(document, "He", MissedKind.SPEAKER, "two people fit"),
                statement_id=declined.id,
                candidates=("Sami Darwish", "a minister"),
            ),
        ),
    )


def _wednesday() -> Evidence:
    document = _document(WEDNESDAY, "wednesday.txt", publisher="Coast Wire", published="2025-02-05")
    said = make_statement(
        document,
        "Between 110 and 130 people were moved",
        source="the Coast Institute",
        cue="said",
        speaker=COAST,
    )
    said = _said(said, "2025-02-04", find(document, "Tuesday"), "the Tuesday before publication")
    left = make_statement(
        document,
        "nearly 130 people had left",
        source="Mayor Ada Renn",
        cue="said",
        nth_cue=2,
        speaker=RENN,
    )
    nearly = make_figure(
        document, "130", 120, 130, qualifier=Qualifier.NEARLY, qualifier_words="nearly",
        counted="people", statement=left,
    )  # fmt: skip
    last = find(document, "130", 2)
    figures = (
        make_figure(
            document, "110 and 130", 110, 130, qualifier=Qualifier.BETWEEN,
            qualifier_words="Between", counted="people", statement=said,
        ),
        _figure(replace(nearly, id="nearly-130"), span=last),
        make_figure(document, "Dozens", 24, 99, qualifier=Qualifier.VAGUE),
    )  # fmt: skip
    return Evidence(
        document=document,
        mentions=_names(document, "Coast Institute"),
        statements=(said, left),
        figures=figures,
        missed=(make_missed(document, "Bold", MissedKind.QUOTATION, "no reporting word near"),),
    )


def full_story() -> Story:
    """A story with something in every section."""
    evidence = (_monday(), _tuesday(), _wednesday())
    statements = [row for each in evidence for row in each.statements]
    figures = [row for each in evidence for row in each.figures]
    homes = {"300", "500"}
    moved = [f for f in figures if f.quantity.span.of(_text(evidence, f)) not in homes]
    moved = [f for f in moved if f.id != "whole-120"]
    first, second = (f for f in moved if f.quantity.low in (75, 115.0))
    return Story(
        evidence=evidence,
        unread=(
            Unread(path="pile/photo.jpg", reason=".jpg files are not read", remedy="Leave it out."),
        ),
        entities=(_renn(evidence[0].document, statements),),
        series=(
            Series(
                id=content_id("series", "moved"),
                name="people moved",
                unit=None,
                figure_ids=tuple(f.id for f in moved),
            ),
        ),
        comparisons=(
            Comparison(left_id=first.id, right_id=second.id, verdict=Verdict.CONTRADICTS),
        ),
    )


def _renn(document: Document, statements: list[Statement]) -> Entity:
    return Entity(
        id=content_id("entity", "Ada Renn"),
        name="Ada Renn",
        kind=SpeakerKind.PERSON,
        names=("Ada Renn", "Renn"),
        roles=(Role(text="Mayor", span=find(document, "Mayor")),),
        chain_ids=(RENN.id,),
        statement_ids=tuple(each.id for each in statements if each.attribution.speaker == RENN),
        reasons=(Reason(name="last-name", detail="“Renn” is the last name of “Ada Renn”"),),
    )


def _text(evidence: tuple[Evidence, ...], figure: Figure) -> str:
    return next(e.document.text for e in evidence if e.document.id == figure.document_id)


def one_undated_report() -> Story:
    """One report with no date, no outlet, no figures, nobody quoted."""
    return Story(evidence=(Evidence(document=make_document("Nothing happened.\n", "only.txt")),))


def unread_only() -> Story:
    """Nothing could be read."""
    unread = Unread(path="broken.txt", reason="the file is not text", remedy="Save it as UTF-8.")
    return Story(unread=(unread,))


def many_speakers(number: int = 40) -> Story:
    """A report quoting forty people, one with a name of sixty letters, each giving a figure."""
    names = [
        f"Speaker {'ABCDEFGHIJ'[n % 10]}{n:02d} Longwood-Achterberg" for n in range(number - 1)
    ]
    names.append("Maximiliane-Theodora von und zu Hohenlohe-Waldenburg-Schillingsfürst"[:60])
    text = "".join(f"{name} said {100 + 7 * n} houses fell.\n" for n, name in enumerate(names))
    document = make_document(text, "forty.txt", publisher="Coast Wire", published="2025-02-05")
    statements, figures = [], []
    for n, name in enumerate(names):
        number_words = f"{100 + 7 * n} houses"
        statement = make_statement(
            document, f"{number_words} fell", source=name, cue="said", nth_cue=n + 1,
            speaker=make_speaker(name),
        )  # fmt: skip
        span = find(document, number_words)
        value = Span(document_id=document.id, start=span.start, end=span.end - len(" houses"))
        quantity = Quantity(
            span=value, low=100.0 + 7 * n, high=100.0 + 7 * n, qualifier=Qualifier.EXACT
        )
        statements.append(statement)
        figures.append(
            Figure(
                id=content_id("many", n),
                document_id=document.id,
                quantity=quantity,
                statement_id=statement.id,
                speaker=statement.attribution.speaker,
            )
        )
    series = Series(
        id="houses", name="houses", unit=None, figure_ids=tuple(each.id for each in figures)
    )
    evidence = Evidence(document=document, statements=tuple(statements), figures=tuple(figures))
    return Story(evidence=(evidence,), series=(series,))


NOBODY = Attribution(source=None, speaker=None)


def wide_matrix() -> Story:
    """Two claims that a dozen parties with long names speak to, each in another way."""
    story = full_story()
    _moved, gone, denied, *_ = story.evidence[0].statements
    parties = tuple(
        Entity(
            id=f"party{n}",
            name=f"Directorate {n} for Coastal Infrastructure and Hydrometeorological Supervision",
            kind=SpeakerKind.ORGANIZATION,
            names=(),
        )
        for n in range(len(Act))
    )
    claims = tuple(
        Claim(
            id=f"claim{n}",
            label=row.contents[0],
            statement_ids=(row.id,),
            stances=tuple(
                Stance(
                    entity_id=party.id,
                    document_id=row.document_id,
                    act=act,
                    span=row.contents[0],
                    statement_id=row.id,
                )
                for party, act in zip(parties, Act, strict=True)
            ),
        )
        for n, row in enumerate((gone, denied))
    )
    return replace(story, entities=(*story.entities, *parties), claims=claims)
