"""What changed between two builds, row by row, claim by claim; and when a record keeps it."""

from dataclasses import replace

from makers import find, make_document, make_figure, make_speaker, make_statement
from onrecord.records import (
    Act,
    Change,
    ChangeKind,
    Claim,
    Document,
    Entity,
    Evidence,
    Happening,
    Qualifier,
    SpeakerKind,
    Stance,
    Story,
)
from onrecord.story.changes.stories import compare_stories, note_changes

VALE = make_speaker("Mira Vale")
TEXT = "Dam wall cracks.\nMira Vale said the wall will hold.\nAbout 1,200 people left, Vale said.\n"


def report(text: str = TEXT, path: str = "a.txt", figure: str = "1,200", **known: str) -> Evidence:
    document = make_document(text, path, publisher=known.pop("publisher", "Osk Courier"), **known)
    held = text.split(" said ")[1].split(".")[0]
    statement = make_statement(document, held, source="Mira Vale", cue="said", speaker=VALE)
    low = float(figure.replace(",", ""))
    number = make_figure(
        document, figure, low, low, qualifier=Qualifier.ABOUT, counted="people", statement=statement
    )
    return Evidence(document=document, statements=(statement,), figures=(number,))


def story(*evidence: Evidence, **parts: object) -> Story:
    return replace(Story(evidence=evidence), **parts)  # type: ignore[arg-type]


def tell(changes: tuple[Change, ...]) -> list[tuple[str, str]]:
    return [(str(change.kind), change.part) for change in changes]


FIRST = story(report())


def test_the_same_again_is_no_change() -> None:
    assert compare_stories(FIRST, FIRST) == ()


def test_a_report_more_is_new_with_its_rows() -> None:
    more = report("Elsewhere.\nMira Vale said nobody knew.\n90 people came.\n", "b.txt", "90")
    changes = compare_stories(FIRST, story(report(), more))
    assert tell(changes) == [("new", "documents"), ("new", "figures"), ("new", "statements")]
    assert changes[0].after == "Osk Courier, b.txt"
    assert changes[2].after == "nobody knew"
    assert [reason.detail for reason in changes[2].reasons] == ["Mira Vale, in Osk Courier, b.txt"]


def test_a_copy_says_again_what_was_said() -> None:
    copy = report(path="b.txt", publisher="Ven Standard")
    changes = compare_stories(FIRST, story(report(), copy))
    assert tell(changes) == [
        ("new", "documents"),
        ("repeated", "figures"),
        ("repeated", "statements"),
    ]
    assert changes[1].before_id == FIRST.evidence[0].figures[0].id


def test_a_later_version_is_compared_row_by_row() -> None:
    later = report(TEXT.replace("1,200", "1,400").replace("cracks", "holds"), figure="1,400")
    changes = compare_stories(FIRST, story(report(), later))
    # The same whether the earlier version is kept or not.
    assert compare_stories(FIRST, story(later)) == changes
    assert tell(changes) == [
        ("revised", "documents"),
        ("revised", "figures"),
        ("repeated", "statements"),
    ]
    assert "1,200" in (changes[1].before or "")
    assert "1,400" in (changes[1].after or "")


def test_what_a_later_version_leaves_out_is_withdrawn() -> None:
    later = replace(report(TEXT.replace("cracks", "holds")), figures=())
    (figure,) = (c for c in compare_stories(FIRST, story(later)) if c.part == "figures")
    assert (figure.kind, figure.row_id) == (ChangeKind.WITHDRAWN, None)
    assert figure.before_id == FIRST.evidence[0].figures[0].id
    assert "not in the later version of the report" in [each.detail for each in figure.reasons]


def test_a_report_taken_away_is_withdrawn_with_its_rows() -> None:
    other = report("Elsewhere.\nMira Vale said nobody knew.\n90 people came.\n", "b.txt", "90")
    changes = compare_stories(story(report(), other), FIRST)
    assert tell(changes) == [
        ("withdrawn", "documents"),
        ("withdrawn", "figures"),
        ("withdrawn", "statements"),
    ]


def test_the_same_words_in_another_name_are_a_revision() -> None:
    evidence = report(TEXT.replace("cracks", "holds"))
    statement = evidence.statements[0]
    other = replace(statement.attribution, speaker=make_speaker("Ada Renn"))
    later = replace(evidence, statements=(replace(statement, attribution=other),), figures=())
    (change,) = (c for c in compare_stories(FIRST, story(later)) if c.part == "statements")
    assert change.kind is ChangeKind.REVISED
    assert "then: Mira Vale" in [reason.detail for reason in change.reasons]


def test_a_speaker_who_is_now_one_with_another_is_not_news() -> None:
    entity = Entity(
        id="e", name="Mira Vale, minister", kind=SpeakerKind.PERSON, names=(), chain_ids=(VALE.id,)
    )
    assert compare_stories(FIRST, story(report(), entities=(entity,))) == ()


# ── Claims and happenings ───────────────────────────────────────────────────────────────


def claim(evidence: Evidence, *acts: Act, claim_id: str = "c1", entity: str = "e1") -> Claim:
    row = evidence.statements[0]
    spot = row.contents[0]
    stances = tuple(
        Stance(entity_id=entity, document_id=evidence.document.id, act=act, span=spot)
        for act in acts
    )
    return Claim(id=claim_id, label=spot, statement_ids=(row.id,), stances=stances)


def test_a_claim_that_somebody_now_denies_has_changed() -> None:
    before = story(report(), claims=(claim(report(), Act.SAYS),))
    now = story(report(), claims=(claim(report(), Act.SAYS, Act.DENIES, claim_id="c2"),))
    (change,) = compare_stories(before, now)
    assert (change.kind, change.part) == (ChangeKind.REVISED, "claims")
    assert (change.row_id, change.before_id) == ("c2", "c1")
    assert any(r.name == "new position" and "denies" in r.detail for r in change.reasons)


def test_a_claim_in_more_mouths_alike_was_said_again() -> None:
    copy = report(path="b.txt", publisher="Ven Standard")
    wider = replace(
        claim(report(), Act.SAYS),
        statement_ids=(report().statements[0].id, copy.statements[0].id),
    )
    before = story(report(), claims=(claim(report(), Act.SAYS),))
    changes = compare_stories(before, story(report(), copy, claims=(wider,)))
    assert ("repeated", "claims") in tell(changes)


def test_a_claim_is_found_again_by_its_wording() -> None:
    copy = report(path="b.txt", publisher="Ven Standard")
    before = story(report(), claims=(claim(report(), Act.SAYS),))
    now = story(copy, claims=(claim(copy, Act.SAYS, claim_id="c9"),))
    kinds = [each.kind for each in compare_stories(before, now) if each.part == "claims"]
    assert kinds == [ChangeKind.REPEATED]


def test_claims_that_come_and_go() -> None:
    before = story(report(), claims=(claim(report(), Act.SAYS),))
    assert tell(compare_stories(before, FIRST)) == [("withdrawn", "claims")]
    assert tell(compare_stories(FIRST, before)) == [("new", "claims")]


def test_happenings_go_by_their_events() -> None:
    label = find(report().document, "cracks")
    held = Happening(id="h1", type="ASSAULT", label=label, event_ids=("e1",))
    more = replace(held, id="h2", event_ids=("e1", "e2"))
    before, now = story(report(), happenings=(held,)), story(report(), happenings=(more,))
    (change,) = compare_stories(before, now)
    assert (change.kind, change.before_id, change.row_id) == (ChangeKind.REPEATED, "h1", "h2")


# ── The rule by which a record keeps its changes ────────────────────────────────────────


def test_a_first_build_has_no_changes() -> None:
    assert note_changes(FIRST, None).changes == ()


def test_built_again_from_the_same_reports_a_record_keeps_what_it_said() -> None:
    more = report("Elsewhere.\nMira Vale said nobody knew.\n90 people came.\n", "b.txt", "90")
    second = note_changes(story(report(), more), FIRST)
    assert second.changes
    assert note_changes(story(report(), more), second) == second


def test_documents_are_named_as_a_reader_knows_them() -> None:
    named = Document(id="x", path="a.txt", text="", publisher="Osk Courier", published="2025-03-11")
    changes = compare_stories(Story(), Story(evidence=(Evidence(document=named),)))
    assert changes[0].after == "Osk Courier, a.txt, 2025-03-11"
