"""Laws of what changed, over builds of any reports: each new row once, nothing out of nothing."""

from dataclasses import replace
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from makers import make_document, make_figure, make_statement
from onrecord.records import ChangeKind, Evidence, Story
from onrecord.story.changes.stories import compare_stories, note_changes

# A busy machine is no failure.
unhurried = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
SAYINGS = ("the wall will hold", "the wall may fall", "nobody was told", "it was cleared")
NUMBERS = ("1,200", "90", "14")


@st.composite
def reports(draw: st.DrawFn, number: int) -> Evidence:
    saying, count = draw(st.sampled_from(SAYINGS)), draw(st.sampled_from(NUMBERS))
    opening = draw(st.sampled_from(["Osk flooded.", "Osk dried up.", "Ven burned down."]))
    text = f"{opening}\nMira Vale said {saying}.\nAbout {count} people left their homes.\n"
    document = make_document(
        text,
        f"{number}.txt",
        publisher=draw(st.sampled_from(["Osk Courier", "Ven Standard"])),
        title=draw(st.sampled_from(["Dam cracks", "Dam holds"])),
    )
    low = float(count.replace(",", ""))
    return Evidence(
        document=document,
        statements=(make_statement(document, saying, source="Mira Vale", cue="said"),),
        figures=(make_figure(document, count, low, low, counted="people"),),
    )


@st.composite
def builds(draw: st.DrawFn) -> Story:
    numbers = draw(st.lists(st.integers(0, 3), unique=True, max_size=4))
    return Story(evidence=tuple(draw(reports(number)) for number in numbers))


def rows(story: Story) -> set[str]:
    return {row.id for each in story.evidence for row in (*each.statements, *each.figures)}


@unhurried
@given(builds())
def test_a_build_and_itself_do_not_differ(story: Story) -> None:
    assert compare_stories(story, story) == ()


@unhurried
@given(builds(), builds())
def test_every_new_row_and_report_is_named_once(before: Story, now: Story) -> None:
    changes = compare_stories(before, now)
    named = [change.row_id for change in changes if change.row_id]
    documents = {each.document.id for each in now.evidence}
    known = {each.document.id for each in before.evidence}
    assert sorted(named) == sorted((rows(now) - rows(before)) | (documents - known))


@unhurried
@given(builds(), builds())
def test_what_is_withdrawn_was_there_and_what_was_before_is_named(
    before: Story, now: Story
) -> None:
    held = rows(before) | {each.document.id for each in before.evidence}
    for change in compare_stories(before, now):
        assert (change.before_id is None) == (change.kind is ChangeKind.NEW)
        assert (change.row_id is None) == (change.kind is ChangeKind.WITHDRAWN)
        assert change.before_id is None or change.before_id in held


@unhurried
@given(builds(), builds(), st.randoms())
def test_the_order_of_reports_changes_nothing_but_the_order(
    before: Story, now: Story, random: Random
) -> None:
    mixed = list(now.evidence)
    random.shuffle(mixed)
    counted = [
        sorted((change.kind, change.part) for change in compare_stories(before, story))
        for story in (now, Story(evidence=tuple(mixed)))
    ]
    assert counted[0] == counted[1]


@unhurried
@given(builds().filter(lambda story: bool(story.evidence)))
def test_a_verbatim_copy_adds_no_new_statement_and_no_new_figure(before: Story) -> None:
    one = before.evidence[0].document
    copy = make_document(one.text, "copy.txt", publisher="A Third Paper", title=one.title)
    saying = next(each for each in SAYINGS if each in one.text)
    count = next(each for each in NUMBERS if each in one.text)
    low = float(count.replace(",", ""))
    copied = Evidence(
        document=copy,
        statements=(make_statement(copy, saying, source="Mira Vale", cue="said"),),
        figures=(make_figure(copy, count, low, low, counted="people"),),
    )
    changes = compare_stories(before, replace(before, evidence=(*before.evidence, copied)))
    kinds = {change.kind for change in changes if change.part != "documents"}
    assert kinds == {ChangeKind.REPEATED}


@unhurried
@given(builds(), builds())
def test_building_again_keeps_the_changes(before: Story, now: Story) -> None:
    built = note_changes(now, before)
    assert note_changes(now, built) == built
