"""Every view in every form: it answers, its counts are its rows, nothing in it is markup."""

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.records import Story
from onrecord.store.databases import save_story
from onrecord.web.apps import create_app
from onrecord.web.desks import Desk
from report.stories import many_speakers, one_undated_report, unread_only
from web.stories import desk_story, save_desk_record

LISTS = [
    "/statements", "/figures", "/figures/all", "/people", "/claims", "/events", "/copies",
    "/copies/pairs", "/copies/lines", "/copies/drifts", "/changes", "/missed", "/reports",
]  # fmt: skip
OTHERS = ["/overview", "/method", "/search"]
STORY = desk_story()
MONDAY, TUESDAY, WEDNESDAY = STORY.evidence
DENIAL = MONDAY.statements[2].id
FORTY, FLED = MONDAY.figures[0].id, MONDAY.events[0].id


def rows_of(client: TestClient, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def total_of(page: str) -> int:
    found = re.search(r'<p role="status"><b>([\d,]+)</b>', page)
    assert found, page
    return int(found[1].replace(",", ""))


@pytest.mark.parametrize("path", LISTS)
def test_a_list_and_its_files_have_the_same_rows(client: TestClient, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 200
    total = total_of(page.text)
    assert total > 0
    listed = rows_of(client, f"{path}.csv")
    held = client.get(f"{path}.json").json()
    assert len(listed) == len(held["rows"]) == total
    assert list(listed[0]) == list(held["rows"][0])


@pytest.mark.parametrize("path", [*LISTS, *OTHERS])
def test_an_unknown_filter_is_said_to_be_so(client: TestClient, path: str) -> None:
    page = client.get(f"{path}?colour=red").text
    assert ("is no filter of this view" in page) == (path in LISTS)


@pytest.mark.parametrize("path", LISTS)
def test_every_link_of_a_list_leads_somewhere(client: TestClient, path: str) -> None:
    page = client.get(path).text
    links = set(re.findall(r'href="(/[^"#]*)', page.partition("</header>")[2]))
    for address in sorted(link for link in links if not link.startswith("/review")):
        assert client.get(address.replace("&amp;", "&")).status_code == 200, address


@pytest.mark.parametrize(
    ("path", "ids"),
    [
        ("/statements?act=denies", [DENIAL]),
        ("/statements?q=dredging", [DENIAL]),
        ("/statements?q=dredg*&outlet=The+Lissen+Post", [DENIAL]),
        ("/statements?q=dredging&outlet=Radio+Ost", []),
        ("/statements?speaker=Tove+Aark", [DENIAL]),
        ("/statements?speaker=Tove+Aark&act=says", []),
        ("/statements?to=2025-02-03&act=denies", [DENIAL]),
        ("/statements?from=2025-02-04&act=denies", []),
        ("/statements?from=2025-02&to=2025-02&act=denies", [DENIAL]),
        ("/statements?from=2026", []),
    ],
)  # fmt: skip
def test_filters_narrow(client: TestClient, path: str, ids: list[str]) -> None:
    address, _, query = path.partition("?")
    assert [row["id"] for row in rows_of(client, f"{address}.csv?{query}")] == ids
    assert total_of(client.get(path).text) == len(ids)


def test_values_of_one_facet_are_alternatives(client: TestClient) -> None:
    acts = {row["act"] for row in rows_of(client, "/statements.csv?act=denies&act=expects")}
    assert acts == {"denies", "expects"}


def test_the_count_beside_a_value_is_what_choosing_it_gives(client: TestClient) -> None:
    page = client.get("/statements").text
    facets = re.findall(
        r'<li><a href="(/statements\?[^"]+)"><span class="box".*?<span class="n">(\d+)', page
    )
    assert len(facets) > 8
    for address, count in facets:
        assert total_of(client.get(address.replace("&amp;", "&")).text) == int(count), address


def test_reports_found_show_the_words_found(client: TestClient) -> None:
    assert "<mark>dredging</mark>" in client.get("/reports?q=dredging").text


@pytest.mark.parametrize("path", ["/statements", "/reports", "/search", "/figures/all"])
def test_words_that_cannot_be_looked_for_say_why(client: TestClient, path: str) -> None:
    page = client.get(path, params={"q": '"open'})
    assert page.status_code == 400
    assert "quotation mark is left open" in page.text
    assert client.get(f"{path}.csv", params={"q": '"open'}).status_code == 400


@pytest.mark.parametrize(
    "query", ["page=0", "page=-1", "page=x", "page=999999999999", "page=²", "sort=;drop", "all=x"]
)
def test_odd_questions_are_answered(client: TestClient, query: str) -> None:
    assert client.get(f"/statements?{query}").status_code == 200


def test_a_report_stands_beside_its_rows(client: TestClient) -> None:
    page = client.get(f"/reports/{MONDAY.document.id[:12]}").text
    assert f'id="s-{DENIAL}"' in page
    assert f'id="w-s-{DENIAL[:10]}"' in page
    text = re.sub(r"<[^>]+>", "", page.split('id="reports"')[1])
    assert "denied that the wall had been weakened by dredging" in text
    rows = rows_of(client, f"/reports/{MONDAY.document.id[:12]}.csv")
    assert len(rows) == page.count('<li class="row"')
    assert {row["kind"] for row in rows} == {"statement", "figure", "event"}


def test_a_report_can_show_one_kind_of_row(client: TestClient) -> None:
    key = MONDAY.document.id[:12]
    page = client.get(f"/reports/{key}?only=figure").text
    assert page.count('<li class="row"') == len(MONDAY.figures)
    assert f'href="#s-{DENIAL}"' not in page
    assert len(rows_of(client, f"/reports/{key}.csv?only=figure")) == len(MONDAY.figures)


def test_a_script_in_a_report_is_shown_as_words(client: TestClient) -> None:
    for path in (f"/reports/{WEDNESDAY.document.id[:12]}", "/search?q=owned", "/reports?q=owned"):
        page = client.get(path).text
        assert "<script>document" not in page
        assert "&lt;script&gt;" in page


def test_what_a_reader_types_is_shown_as_words(client: TestClient) -> None:
    for path in ("/search", "/statements", "/reports"):
        page = client.get(path, params={"q": "<script>alert(1)</script>", "act": '"><b>x'}).text
        assert "<script>alert" not in page
        assert "<b>x" not in page


def test_an_address_that_would_run_is_no_link(client: TestClient) -> None:
    for path in (f"/reports/{TUESDAY.document.id[:12]}", "/statements"):
        assert "javascript:" not in client.get(path).text


@pytest.mark.parametrize(
    ("anchor", "place"),
    [
        (f"s-{DENIAL}", f"/reports/{MONDAY.document.id[:12]}#s-{DENIAL}"),
        (f"f-{FORTY}", f"/reports/{MONDAY.document.id[:12]}#f-{FORTY}"),
        (f"e-{FLED}", f"/reports/{MONDAY.document.id[:12]}#e-{FLED}"),
        (f"c-{STORY.claims[0].id}", f"/claims/{STORY.claims[0].id}"),
        (f"p-{STORY.entities[0].id}", f"/people/{STORY.entities[0].id}"),
    ],
)  # fmt: skip
def test_every_row_has_an_address(client: TestClient, anchor: str, place: str) -> None:
    answer = client.get(f"/rows/{anchor}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, place)
    assert client.get(f"/rows/{anchor}").status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/nothing", "/rows/s-0", "/rows/x-1", "/rows/s", "/reports/0000", "/people/0", "/claims/0",
     "/figures/0", "/events/0", "/copies/0", "/copies/pairs/0", "/lines/0", "/static/x",
     "/static/../pages.py", "/reports/%2e%2e"],
)  # fmt: skip
def test_what_is_not_there_is_said_not_to_be(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Traceback" not in answer.text


def test_a_claim_shows_each_party_in_its_words(client: TestClient) -> None:
    page = client.get(f"/claims/{STORY.claims[0].id}").text
    assert "Tove Aark" in page
    assert "the report itself" in page
    assert "contested" in page


def test_whoever_has_no_column_in_the_matrix_is_named_beside_the_claim(client: TestClient) -> None:
    for path in ("/claims", "/"):
        assert "<bdi>The Lissen Post</bdi> itself" in client.get(path).text


def test_copies_show_what_differs_and_what_is_shared(client: TestClient) -> None:
    page = client.get(f"/copies/pairs/{STORY.derivations[0].id}").text
    assert '<mark class="c">Lissen</mark>' in page
    drifts = client.get("/copies/drifts").text
    assert "around 120" in drifts
    assert "changed to" in drifts


def test_one_search_finds_all_kinds(client: TestClient) -> None:
    kinds = {row["kind"] for row in rows_of(client, "/search.csv?q=moved+OR+people+OR+Renn")}
    assert {"statement", "figure", "event", "line", "report", "person or body"} <= kinds


def test_right_to_left_words_keep_their_direction(client: TestClient) -> None:
    page = client.get("/statements?q=بيوتنا").text
    assert "لن نغادر بيوتنا" in page


@pytest.mark.parametrize("make", [Story, one_undated_report, unread_only])
def test_odd_records_are_shown(tmp_path: Path, make) -> None:
    record = save_desk_record(tmp_path / "odd.record", make())
    client = TestClient(create_app(Desk(record=record)), base_url="http://127.0.0.1:8010")
    for path in ("/", *LISTS, *OTHERS):
        assert client.get(path).status_code == 200, path
        if path != "/":
            assert client.get(f"{path}.csv").status_code == 200, path


def test_a_rebuilt_record_shows_at_the_next_click(tmp_path: Path) -> None:
    record = save_desk_record(tmp_path / "pile.record", Story())
    client = TestClient(create_app(Desk(record=record)), base_url="http://127.0.0.1:8010")
    assert client.get("/reports.json").json()["rows"] == []
    fresh = save_desk_record(tmp_path / "fresh", replace(STORY))
    record.rename(tmp_path / "before")
    fresh.rename(record)
    assert len(client.get("/reports.json").json()["rows"]) == 3


def test_a_record_that_is_gone_is_one_clear_line(tmp_path: Path) -> None:
    client = TestClient(
        create_app(Desk(record=tmp_path / "gone.record")),
        base_url="http://127.0.0.1:8010",
        raise_server_exceptions=False,
    )
    answer = client.get("/statements")
    assert answer.status_code == 503
    assert "build the record again" in answer.text


def test_the_files_open_safely_in_a_spreadsheet(tmp_path: Path) -> None:
    unread = replace(STORY.unread[0], path="=HYPERLINK(1)")
    record = save_desk_record(tmp_path / "r", replace(STORY, unread=(unread,)))
    client = TestClient(create_app(Desk(record=record)), base_url="http://127.0.0.1:8010")
    assert "'=HYPERLINK(1)" in client.get("/method.csv").text
    json.loads(client.get("/method.json").text)


def test_of_a_long_series_the_latest_are_drawn_and_the_rest_counted(tmp_path: Path) -> None:
    record = tmp_path / "many.record"
    record.mkdir()
    save_story(many_speakers(130), record / "record.db")
    client = TestClient(create_app(Desk(record=record)), base_url="http://127.0.0.1")
    assert "The latest 24 of 130 figures" in client.get("/figures").text
    page = client.get("/figures/houses").text
    assert "Drawn are the latest 120; 10 more are in the list below." in page
    assert "<b>130</b> figures" in page
    assert len(client.get("/figures/houses.json").json()["rows"]) == 130
    assert "and 120 before these, drawn" in client.get("/").text
