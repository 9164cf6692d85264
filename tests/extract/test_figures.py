"""Whose figure it is, and as of when."""

from makers import find, make_document, make_statement
from onrecord.annotate.quantities import find_quantities
from onrecord.annotate.syntax import parse_text
from onrecord.extract.figures import extract_figures, find_innermost
from onrecord.records import (
    AnnotatedDocument,
    Document,
    Figure,
    Statement,
    Timex,
    TimexType,
)


def annotate(document: Document, *dates: tuple[str, str]) -> AnnotatedDocument:
    tokens, sentences = parse_text(document.text)
    timexes = tuple(
        Timex(span=find(document, words), type=TimexType.DATE, value=value, rule="as written")
        for words, value in dates
    )
    quantities = find_quantities(document.text, tokens, sentences, timexes, document.id)
    return AnnotatedDocument(
        document=document,
        tokens=tokens,
        sentences=sentences,
        timexes=timexes,
        quantities=quantities,
    )


def extract(
    document: Document, *statements: Statement, dates: tuple[tuple[str, str], ...] = ()
) -> dict[str, Figure]:
    figures = extract_figures(annotate(document, *dates), statements)
    return {figure.quantity.span.of(document.text): figure for figure in figures}


def test_the_innermost_statement_owns_the_figure() -> None:
    document = make_document("Vale said the mayor believes 40 homes are lost. Nine burned.\n")
    outer = make_statement(document, "the mayor believes 40 homes are lost", source="Vale")
    inner = make_statement(document, "40 homes are lost", source="the mayor")
    figures = extract(document, outer, inner)
    assert figures["40"].statement_id == inner.id
    assert figures["40"].speaker is not None
    assert figures["40"].speaker.name == "the mayor"
    assert (figures["Nine"].statement_id, figures["Nine"].speaker) == (None, None)
    assert find_innermost(find(document, "40"), [outer, inner]) is inner


def test_furniture_holds_no_figures() -> None:
    document = make_document("Twelve boats sank.\nSign up for our newsletter: 3 offers.\n")
    assert list(extract(document)) == ["Twelve"]


def test_as_of_is_the_date_of_the_clause() -> None:
    document = make_document(
        "Vale said on Monday that 30 people had died.\n"
        "As of Tuesday, 45 people had died.\n"
        "Nine boats sank.\n"
    )
    dates = (("Monday", "2024-05-06"), ("Tuesday", "2024-05-07"))
    figures = extract(document, dates=dates)
    assert figures["30"].as_of is None
    assert figures["Nine"].as_of is None
    as_of = figures["45"].as_of
    assert as_of is not None
    assert (as_of.value, as_of.rule) == ("2024-05-07", "as written")


def test_ids_are_the_same_on_every_run() -> None:
    document = make_document("About 1,200 people left.\n")
    assert extract(document) == extract(document)
