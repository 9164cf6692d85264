"""The review pages: every decision written, refused, taken back, seen by others, replayed."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("httpx", reason="httpx is not installed: pip install -e .[dev]")
from starlette.testclient import TestClient

from makers import find
from onrecord.pipeline import write_record
from onrecord.records import Act, Claim, Decision, DecisionKind, Fit, Stance, Story
from onrecord.store.corrections import append_decisions, find_breaks, load_log
from onrecord.store.databases import load_story
from onrecord.story.corrections.replays import link_corrected
from onrecord.web.apps import create_app
from onrecord.web.desks import Desk
from onrecord.web.reviews import replay_apart
from story.corrections.reviewed import FIRST, first_report, reports

HOST = "http://127.0.0.1"


class Reviewer:
    """A browser with a name, on the desk of one record."""

    def __init__(self, app, desk: Desk, name: str) -> None:  # type: ignore[no-untyped-def]
        self.client = TestClient(app, base_url=HOST)
        self.desk = desk
        self.post("/review/name", reviewer=name)

    def get(self, path: str):  # type: ignore[no-untyped-def]
        return self.client.get(path)

    def post(self, path: str, **fields: object):  # type: ignore[no-untyped-def]
        return self.client.post(path, data={"secret": self.desk.secret, **fields})

    def decide(self, part: str, row: str, kind: str, **fields: object):  # type: ignore[no-untyped-def]
        return self.post("/review/decide", part=part, id=row, kind=kind, of="all", **fields)


def with_claims(story: Story) -> Story:
    """Give a story two claims of its own words; linking may find none in so few."""
    first, second = story.evidence
    spans = (
        find(first.document, "the wall will hold"),
        find(second.document, "the wall will hold"),
        find(second.document, "the wall would not hold"),
    )
    rows = (first.statements[0], *second.statements)
    stances = tuple(
        Stance(entity_id=None, document_id=s.document_id, act=Act.SAYS, span=s, statement_id=r.id)
        for s, r in zip(spans, rows, strict=True)
    )
    one = Claim(
        id="c" * 16,
        label=spans[0],
        spans=spans[:2],
        statement_ids=(rows[0].id, rows[1].id),
        stances=stances[:2],
    )
    two = Claim(
        id="d" * 16,
        label=spans[2],
        spans=spans[2:],
        statement_ids=(rows[2].id,),
        stances=stances[2:],
    )
    return replace(story, claims=(one, two))


@pytest.fixture
def record(tmp_path: Path) -> Path:
    for one in reports():
        (tmp_path / one.document.path).write_text(one.document.text, encoding="utf-8")
    out = tmp_path / "dam.record"
    write_record(with_claims(link_corrected(reports(), (), ())), tmp_path, out)
    return out


@pytest.fixture
def desk(record: Path) -> Desk:
    return Desk(record=record)


@pytest.fixture
def ada(desk: Desk) -> Reviewer:
    return Reviewer(create_app(desk), desk, "Ada")


def decisions(desk: Desk) -> tuple[Decision, ...]:
    assert not list(find_breaks(desk.record))
    return load_log(desk.record).decisions


UNSURE = first_report().statements[1]
QUOTED = first_report().statements[0]
CUE = first_report().missed[1]


def test_nobody_reviews_without_a_name(desk: Desk) -> None:
    client = TestClient(create_app(desk), base_url=HOST)
    answer = client.get("/review/next")
    assert answer.url.path == "/review"
    assert "Your name" in answer.text
    fields = {"secret": desk.secret, "part": "statements", "id": QUOTED.id, "kind": "accept"}
    client.post("/review/decide", data=fields)
    assert decisions(desk) == ()


def test_a_write_without_the_desks_secret_is_refused(ada: Reviewer) -> None:
    fields = {"part": "statements", "id": QUOTED.id, "kind": "reject"}
    assert ada.client.post("/review/decide", data=fields).status_code == 403
    assert decisions(ada.desk) == ()


def test_unsure_speakers_come_first_and_progress_is_told(ada: Reviewer) -> None:
    page = ada.get("/review/next")
    assert page.url.path == f"/review/row/statements/{UNSURE.id}"
    assert "<b>0</b> of 5 decided" in page.text
    assert "It is <bdi>Harrow</bdi>" in page.text


def test_accept_leads_on_and_undo_leads_back(ada: Reviewer) -> None:
    page = ada.decide("statements", UNSURE.id, "accept")
    assert page.status_code == 200
    assert "<b>1</b> of 5 decided" in page.text
    assert "Accepted" in page.text
    (decision,) = decisions(ada.desk)
    assert (decision.kind, decision.reviewer) == (DecisionKind.ACCEPT, "Ada")
    assert decision.wordings[0].words == "He"
    back = ada.post("/review/undo", of="all")
    assert back.url.path == f"/review/row/statements/{UNSURE.id}"
    assert "<b>0</b> of 5 decided" in back.text
    assert [d.kind for d in decisions(ada.desk)] == [DecisionKind.ACCEPT, DecisionKind.UNDO]
    assert ada.post("/review/undo").url.query == b"told=nothing"


def test_skipping_writes_nothing_and_comes_round_again(ada: Reviewer) -> None:
    seen = []
    place = "/review/next"
    for _ in range(5):
        page = ada.get(place)
        seen.append(page.url.path)
        _, _, _, part, row = page.url.path.split("/")
        place = f"/review/next?after={part}:{row}"
    assert len(set(seen)) == 5
    assert ada.get(place).url.path == seen[0]
    assert decisions(ada.desk) == ()


def test_a_queue_comes_to_its_end(ada: Reviewer) -> None:
    page = ada.get("/review/next?of=unsure")
    assert UNSURE.id in page.url.path
    page = ada.post("/review/decide", part="statements", id=UNSURE.id, kind="accept", of="unsure")
    assert page.url.path == "/review"
    assert "Every row of that queue is decided" in page.text


def test_a_speaker_who_is_known_and_one_who_is_not(ada: Reviewer) -> None:
    page = ada.decide("statements", UNSURE.id, "change speaker", speaker="Jon Harrow")
    assert page.status_code == 200
    row = ada.get(f"/review/row/statements/{UNSURE.id}")
    assert "<bdi>Jon Harrow</bdi>" in row.text
    ada.decide("statements", QUOTED.id, "change speaker", speaker="Mira Vale", unknown="yes")
    known, unknown = decisions(ada.desk)
    assert known.value == "Jon Harrow"
    assert known.speaker_ids
    assert unknown.value is None


def test_edited_words_are_found_and_shown_at_once(ada: Reviewer) -> None:
    fields = {
        "source": "Mira Vale",
        "cue": "said",
        "content": "the wall will hold",
        "act": "denies",
    }
    ada.decide("statements", QUOTED.id, "edit", near=str(QUOTED.contents[0].start), **fields)
    (decision,) = decisions(ada.desk)
    assert [w.words for w in decision.replacement] == ["Mira Vale", "said", "the wall will hold"]
    assert decision.act is Act.DENIES
    page = ada.get(f"/review/row/statements/{QUOTED.id}")
    assert "denies" in page.text
    assert '<mark class="content" data-label="said">the wall will hold</mark>' in page.text


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("the wall will break", "is not in this report"),
        ("", "needs the words"),
        ("newsletter", "page furniture"),
        ("the wall\nthe wall", "overlap"),
        ("<script>alert(1)</script>", "&lt;script&gt;"),
    ],
)
def test_words_that_cannot_stand_are_refused_with_a_reason(
    ada: Reviewer, content: str, why: str
) -> None:
    page = ada.decide("statements", QUOTED.id, "edit", content=content)
    assert page.status_code == 422
    assert "Nothing was written" in page.text
    assert why in page.text
    assert "<script>alert" not in page.text
    assert decisions(ada.desk) == ()


def test_marked_words_after_an_emoji_keep_their_place(ada: Reviewer) -> None:
    second = FIRST.index("said", FIRST.index("He said"))
    fields = {"cue": "said", "cue_at": str(second), "content": "the wall will hold 💪"}
    ada.decide("statements", QUOTED.id, "edit", **fields)
    (decision,) = decisions(ada.desk)
    spans = {w.role: w.span for w in decision.replacement}
    assert spans["cue"].start == second
    assert spans["content"].of(FIRST) == "the wall will hold 💪"


def test_what_was_missed_is_put_on_record(ada: Reviewer) -> None:
    page = ada.get(f"/review/row/missed/{CUE.id}")
    assert "Put a statement on record" in page.text
    ada.decide(
        "missed",
        CUE.id,
        "add",
        source="Engineers at the site",
        cue="told",
        content="the gates were shut",
        speaker="Engineers at the site",
        speaker_kind="anonymous",
    )
    looked, added = decisions(ada.desk)
    assert (looked.part, looked.kind) == ("missed", DecisionKind.ACCEPT)
    assert (added.part, added.kind) == ("statements", DecisionKind.ADD)
    ada.post("/review/replay")
    story = load_story(ada.desk.record)
    assert {c.fit for c in story.corrections} <= {Fit.FITS, Fit.UNFIT}
    assert story.evidence[0].statements[-1].act is Act.SAYS
    assert len(story.evidence[0].statements) == 3


def test_a_statement_is_added_from_the_whole_report(ada: Reviewer) -> None:
    document = first_report().document
    page = ada.get(f"/review/add/{document.id}")
    assert page.status_code == 200
    page = ada.post(f"/review/add/{document.id}", cue="told", content="the gates were shut")
    assert "Statement added" in page.text
    assert ada.post(f"/review/add/{document.id}", content="nowhere").status_code == 422
    assert len(decisions(ada.desk)) == 1


def test_a_rejected_row_can_still_be_looked_at_after_a_replay(ada: Reviewer) -> None:
    ada.decide("statements", QUOTED.id, "reject")
    assert ada.post("/review/replay").url.query == b"told=replayed"
    assert QUOTED.id not in {s.id for s in load_story(ada.desk.record).evidence[0].statements}
    page = ada.get(f"/review/row/statements/{QUOTED.id}")
    assert "It is in none of the views" in page.text
    ada.post("/review/undo")
    ada.post("/review/replay")
    assert QUOTED.id in {s.id for s in load_story(ada.desk.record).evidence[0].statements}


def test_two_reviewers_at_once_get_different_rows_and_see_each_other(desk: Desk) -> None:
    app = create_app(desk)
    ada, bo = Reviewer(app, desk, "Ada"), Reviewer(app, desk, "Bo")
    assert ada.get("/review/next").url.path != bo.get("/review/next").url.path
    ada.decide("statements", QUOTED.id, "accept")
    answer = bo.decide("statements", QUOTED.id, "reject")
    assert "Before you" in answer.text
    assert "Ada" in answer.text
    seen = ada.get(f"/review/row/statements/{UNSURE.id}")
    assert "1 of your decisions was decided otherwise since" in seen.text
    assert "then <b>Rejected</b>" in ada.get("/review").text
    assert len(decisions(desk)) == 2
    ada.post("/review/replay")
    fits = [c.fit for c in load_story(desk.record).corrections]
    assert fits == [Fit.OVERRULED, Fit.FITS]


def person(ada: Reviewer, name: str) -> str:
    page = ada.get(f"/review/people?q={name}")
    found = re.search(r'/review/people/([0-9a-f]+)"><bdi>' + name, page.text)
    assert found
    return found[1]


def test_people_are_merged_and_split_again(ada: Reviewer) -> None:
    harrow = person(ada, "Jon Harrow")
    page = ada.post(f"/review/people/{harrow}", kind="merge people", other="Mira Vale")
    assert "Merged" in page.text
    ada.post("/review/replay")
    assert "Mira Vale" not in [e.name for e in load_story(ada.desk.record).entities]
    both = person(ada, "Jon Harrow")
    page = ada.get(f"/review/people/{both}").text
    places = re.findall(r'name="place" value="([^"]+)"', page)
    assert len(places) == 3
    harrows = re.search(r'value="([^"]+)"> <b><bdi>Jon Harrow', page)
    assert harrows
    ada.post(f"/review/people/{both}", kind="split people", place=harrows[1])
    ada.post("/review/replay")
    assert {"Jon Harrow", "Mira Vale"} <= {e.name for e in load_story(ada.desk.record).entities}


def test_merging_with_nobody_and_splitting_nothing_are_refused(ada: Reviewer) -> None:
    vale = person(ada, "Mira Vale")
    for fields in ({"kind": "merge people", "other": "Nobody"}, {"kind": "split people"}):
        page = ada.post(f"/review/people/{vale}", **fields)
        assert page.status_code == 422
    assert decisions(ada.desk) == ()


def test_claims_are_joined_and_parted(ada: Reviewer) -> None:
    first, second = "c" * 16, "d" * 16
    assert ada.get(f"/review/claims/{first}").status_code == 200
    ada.post(f"/review/claims/{first}", kind="join claims", other=second)
    ada.post(f"/review/claims/{first}", kind="part claims", wording="1")
    joined, parted = decisions(ada.desk)
    assert joined.target_ids == (first, second)
    assert [w.words for w in parted.wordings] == ["the wall will hold"]
    refused = ada.post(f"/review/claims/{first}", kind="part claims", wording=["0", "1"])
    assert refused.status_code == 422


def test_grades_are_given_changed_and_cleared(ada: Reviewer) -> None:
    give = {"part": "outlets", "target": "The Osk Courier"}
    ada.post("/review/grades", reliability="B", credibility="2", **give)
    assert '<option value="B" selected>' in ada.get("/review/grades").text
    ada.post("/review/grades", reliability="", credibility="", **give)
    assert " selected>" not in ada.get("/review/grades").text
    document = first_report().document
    ada.post("/review/grades", part="documents", target=document.id, reliability="E")
    assert ada.post("/review/grades", reliability="Z", **give).url.query == b"told=refused"
    ada.post("/review/replay")
    (grade,) = load_story(ada.desk.record).grades
    assert (grade.document_id, grade.reliability) == (document.id, "E")


def test_the_log_shows_everything_and_takes_back_by_name(ada: Reviewer) -> None:
    ada.decide("statements", QUOTED.id, "reject")
    ada.decide("statements", UNSURE.id, "accept")
    first = decisions(ada.desk)[0]
    ada.post("/review/undo", decision=first.id)
    page = ada.get("/review/log")
    assert page.text.count('class="undone"') == 1
    assert "Rejected" in page.text
    assert ada.get("/review/log?by=Nobody").status_code == 200


def test_what_no_longer_fits_is_listed(ada: Reviewer) -> None:
    lost = Decision(
        kind=DecisionKind.REJECT,
        reviewer="Ada",
        time="2025-03-12T12:00:00Z",
        part="statements",
        target_ids=("gone",),
        path="gone.txt",
    )
    append_decisions(ada.desk.record, [lost])
    ada.post("/review/replay")
    page = ada.get("/review")
    assert "No longer fits" in page.text
    assert "it names no words" in page.text


@pytest.mark.parametrize(
    "path",
    [
        "/review/row/statements/none",
        "/review/row/documents/x",
        "/review/people/none",
        "/review/claims/none",
        "/review/add/none",
    ],
)
def test_addresses_of_nothing_say_so(ada: Reviewer, path: str) -> None:
    assert ada.get(path).status_code == 404


@pytest.mark.parametrize("place", ["//evil.example", "https://evil.example", "/\\evil", "/reports"])
def test_a_name_form_leads_nowhere_else(ada: Reviewer, place: str) -> None:
    answer = ada.client.post(
        "/review/name",
        data={"secret": ada.desk.secret, "reviewer": "Ada", "next": place},
        follow_redirects=False,
    )
    assert answer.headers["location"] == "/review"


def test_names_are_found_as_they_are_typed(ada: Reviewer) -> None:
    assert "Jon Harrow" in ada.get("/review/names?q=harr").json()
    assert ada.get("/review/names?q=%25").json() == []


def test_a_decision_is_marked_in_every_view_before_it_is_in_the_lists(ada: Reviewer) -> None:
    ada.decide("statements", QUOTED.id, "reject")
    ada.decide("missed", CUE.id, "accept")
    report = f"/reports/{first_report().document.id[:12]}"
    for path in ("/statements", report, "/search?q=wall+will+hold"):
        assert "ejected" in ada.get(path).text, path
    assert "not yet in the lists" in ada.get("/statements").text
    assert "Accepted" in ada.get("/missed").text
    assert "1 decision is marked" in ada.get("/").text
    rows = ada.get("/statements.json").json()["rows"]
    told = {row["id"]: row["decided"] for row in rows}
    assert told[QUOTED.id] == "Rejected by Ada, not yet in the lists"
    assert told[UNSURE.id] is None
    back = ada.post("/review/replay", next="/statements?sort=latest")
    assert str(back.url).endswith("/statements?sort=latest")
    assert QUOTED.id not in {row["id"] for row in ada.get("/statements.json").json()["rows"]}
    assert 'class="strip"' not in back.text


def test_a_large_record_is_replayed_by_a_program_of_its_own(ada: Reviewer) -> None:
    ada.decide("statements", QUOTED.id, "reject")
    assert list(replay_apart(ada.desk.record)) == []
    assert QUOTED.id not in {row["id"] for row in ada.get("/statements.json").json()["rows"]}
    (ada.desk.record / "record.db").write_bytes(b"no record")
    (told,) = replay_apart(ada.desk.record)
    assert "record.db" in told


def test_while_decisions_are_worked_in_every_page_says_so(ada: Reviewer) -> None:
    ada.decide("statements", QUOTED.id, "reject")
    reviews = ada.client.app.state.reviews  # type: ignore[attr-defined]
    with reviews.replaying:
        assert "are being worked into the lists" in ada.get("/statements").text
        assert ada.post("/review/replay").url.query == b"told=busy"
    assert "1 decision is marked" in ada.get("/statements").text


def test_an_undone_decision_is_marked_until_it_is_out_of_the_lists(ada: Reviewer) -> None:
    ada.decide("statements", UNSURE.id, "change speaker", speaker="Jon Harrow")
    ada.post("/review/replay")
    assert "1 decision is marked" not in ada.get("/statements").text
    assert "Speaker changed" in ada.get("/statements").text  # whose decision it was stays in sight
    ada.post("/review/undo", of="all")
    page = ada.get("/statements").text
    assert "Undone: speaker changed" in page
    assert "1 decision is marked" in page


def test_beside_its_text_a_decision_counts_at_once(ada: Reviewer) -> None:
    ada.decide("statements", UNSURE.id, "change speaker", speaker="Mira Vale")
    rows = ada.get(f"/reports/{first_report().document.id[:12]}.json").json()["rows"]
    told = {row["id"]: row for row in rows}
    assert told[UNSURE.id]["who"] == "Mira Vale"
    assert told[UNSURE.id]["decided"].startswith("Speaker changed: Mira Vale by Ada")


def test_merged_people_are_marked_wherever_they_speak(ada: Reviewer) -> None:
    people = {row["name"]: row["id"] for row in ada.get("/people.json").json()["rows"]}
    ada.post(f"/review/people/{people['Jon Harrow']}", kind="merge people", other="Mira Vale")
    for path in ("/people", f"/people/{people['Mira Vale']}", "/statements"):
        assert "Jon Harrow = Mira Vale" in ada.get(path).text, path
    decided = {row["name"]: row["decided"] for row in ada.get("/people.json").json()["rows"]}
    assert decided["Mira Vale"]
    assert decided["Mira Vale"] == decided["Jon Harrow"]


def test_joined_claims_are_marked(ada: Reviewer) -> None:
    ada.post(f"/review/claims/{'c' * 16}", kind="join claims", other="d" * 16)
    for path in ("/claims", f"/claims/{'d' * 16}"):
        assert "Claims joined" in ada.get(path).text, path


def test_after_working_in_nobody_is_led_off_the_desk(ada: Reviewer) -> None:
    ada.decide("statements", QUOTED.id, "reject")
    for place in ("https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example"):
        assert ada.post("/review/replay", next=place).url.path == "/review"
