"""The command line: what it prints, where, and with which exit code; bad input of every kind.

Reading and linking are real; finding statements is stood in for by a fast rule (the first
line of a report is a statement), so that these tests need no model.
"""

import io
import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from makers import make_figure, make_statement
from onrecord import __version__, pipeline
from onrecord.cli import EXIT_CODES, ExitCode, run
from onrecord.config import Settings
from onrecord.records import Document, Evidence

REPORT = "Mira Vale said the wall will hold.\nAbout 1,200 people left.\n"


@pytest.fixture(autouse=True)
def _fast_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "read_one", read_first_line)


def read_first_line(document: Document, settings: Settings) -> Evidence:
    line = document.text.strip().splitlines()[0]
    statement = make_statement(document, line)
    numbers = re.findall(r"1,200", document.text)
    figures = [make_figure(document, number, 1200.0, 1200.0) for number in numbers[:1]]
    return Evidence(document=document, statements=(statement,), figures=tuple(figures))


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(REPORT, "utf-8")
    (folder / "b.txt").write_text("The agency denied it.\n", "utf-8")
    (folder / "meta.csv").write_text("file,publisher\na.txt,The Osk Courier\nb.txt,Osk Standard\n")
    return folder


def call(*arguments: str | Path) -> int:
    return run([str(argument) for argument in arguments])


def test_a_folder_gives_a_record_beside_it(
    reports: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(reports) == 0
    record = reports.with_name("reports.record")
    assert sorted(path.name for path in record.iterdir()) == [
        "figures.csv",
        "manifest.json",
        "missed.csv",
        "record.db",
        "report.html",
        "statements.csv",
    ]
    out, err = capsys.readouterr()
    assert out.startswith("Read 2 reports from 2 outlets; none not read.\n")
    assert re.search(r"^ +2  statements$", out, re.MULTILINE)
    assert f"The page: {record}/report.html" in out
    assert f"onrecord verify {record}" in out
    assert err == ""


def test_one_screen(reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(100):
        (reports / f"{number}.bin").write_bytes(b"\x00\x01")
    call(reports)
    assert len(capsys.readouterr().out.splitlines()) <= 40


def test_the_next_commands_work(
    reports: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    call(reports)
    lines = capsys.readouterr().out.split("Next:\n")[1].splitlines()
    monkeypatch.chdir(reports.parent)
    verbs = [line.split()[1] for line in lines]
    assert verbs == ["serve", "verify"]  # the desk runs until it is stopped: tests/web opens it
    assert call(*lines[1].split()[1:]) == 0


def test_a_second_run_says_0_new(reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call(reports)
    assert "since the last record" not in capsys.readouterr().out
    call(reports)
    assert "\n0 new: nothing has changed since the last record.\n" in capsys.readouterr().out
    (reports / "c.txt").write_text("Somebody said so.\n")
    (reports / "b.txt").unlink()
    call(reports)
    shown = capsys.readouterr().out
    assert "\nSince the last record:\n  reports: 1 new, 1 withdrawn\n" in shown
    assert "\n  statements: 1 new, 1 withdrawn\n" in shown


def read_all(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_same_input_same_bytes_in_any_order(reports: Path, tmp_path: Path) -> None:
    call(reports, "-o", tmp_path / "one")
    call("build", reports, "-o", tmp_path / "two", "--quiet")
    assert read_all(tmp_path / "one") == read_all(tmp_path / "two")


def test_a_copy_of_the_pile_gives_the_same_bytes(reports: Path, tmp_path: Path) -> None:
    copy = tmp_path / "somewhere" / "copied"
    copy.mkdir(parents=True)
    for path in sorted(reports.iterdir(), reverse=True):
        (copy / path.name).write_bytes(path.read_bytes())
    call(reports)
    call(copy)
    assert read_all(reports.with_name("reports.record")) == read_all(
        copy.with_name("copied.record")
    )
    assert call("verify", copy.with_name("copied.record")) == 0


def test_one_file_is_a_pile(reports: Path) -> None:
    assert call(reports / "a.txt") == 0
    assert call("verify", reports / "a.txt.record") == 0


def test_the_default_verb_takes_options_first(reports: Path, tmp_path: Path) -> None:
    assert call("-o", tmp_path / "x", reports) == 0
    assert (tmp_path / "x" / "record.db").exists()


def test_a_folder_with_a_dot_at_its_end(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(reports)
    assert call(".") == 0
    assert reports.with_name("reports.record").is_dir()


def test_quiet(reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (reports / "photo.jpg").write_bytes(b"\xff\xd8\xff\x00\x10")
    assert call(reports, "--quiet") == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "photo.jpg" in err


def test_json(reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call(reports, "--json")
    held = json.loads(capsys.readouterr().out)
    assert (held["reports"], held["outlets"], held["statements"], held["figures"]) == (2, 2, 2, 1)
    assert held["not_read"] == []
    assert Path(held["page"]).is_file()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (REPORT.encode(), "stdin.txt"),
        (
            b"<html><p>The agency said the wall will hold, officials there added.</p>",
            "stdin.html",
        ),
        (json.dumps({"text": REPORT}).encode(), "stdin.jsonl"),
    ],
)
def test_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert call("-") == 0
    assert (tmp_path / "stdin.source" / name).read_bytes() == data
    assert call("verify", "stdin.record") == 0


def test_a_reader_of_the_output_that_leaves(record: Path, tmp_path: Path) -> None:
    command = f"{sys.executable} -m onrecord verify {record} --json | true"
    done = subprocess.run(command, shell=True, capture_output=True)
    assert b"Traceback" not in done.stderr


def test_an_old_terminal(record: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "onrecord", "explain", "4", "--record", str(record)]
    environment = {"PYTHONIOENCODING": "ascii", "PATH": ""}
    rows = (record / "statements.csv").read_text("utf-8-sig").splitlines()
    command[4] = rows[1].split(",")[0]
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert b"\\u2026" in done.stdout


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("--version") == 0
    assert capsys.readouterr().out == f"onrecord {__version__}\n"


def test_help_documents_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("--help") == call() == 0
    out = capsys.readouterr().out
    assert all(re.search(rf"^ +{int(code)} ", out, re.MULTILINE) for code in ExitCode)
    assert "\x1b" not in out
    assert EXIT_CODES


@pytest.mark.parametrize(
    "arguments",
    [
        ("nowhere",),
        ("build",),
        ("--bogus",),
        ("export", "x.record"),
        ("export", "x.record", "--out", "x", "--format", "docx"),
        ("evaluate", "nonesuch", "x"),
    ],
)
def test_usage(arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert call(*arguments) == ExitCode.USAGE


# ── verify, export, explain ─────────────────────────────────────────────────────────────


@pytest.fixture
def record(reports: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    call(reports)
    capsys.readouterr()
    return reports.with_name("reports.record")


def test_verify(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("verify", record) == 0
    assert ": whole. 2 reports, " in capsys.readouterr().out


def test_verify_names_a_changed_source(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = record.with_name("reports") / "a.txt"
    source.write_text(REPORT.replace("hold", "fold"))
    assert call("verify", record) == ExitCode.NOT_WHOLE
    assert "source changed: a.txt" in capsys.readouterr().out
    source.unlink()
    assert call("verify", record, "--json") == ExitCode.NOT_WHOLE
    assert json.loads(capsys.readouterr().out)[0]["kind"] == "source moved or not found"


def test_verify_something_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("verify", tmp_path) == ExitCode.RECORD
    assert "name the directory of a record" in capsys.readouterr().err


def test_export(record: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("export", record, "--format", "jsonl", "--out", tmp_path / "out") == 0
    written = capsys.readouterr().out.splitlines()
    assert [Path(line).name for line in written] == [
        f"{name}.jsonl"
        for name in (
            "documents",
            "statements",
            "figures",
            "timexes",
            "entities",
            "missed",
            "events",
            "claims",
            "happenings",
            "derivations",
            "series",
            "lines",
            "origins",
        )
    ]
    rows = (tmp_path / "out" / "statements.jsonl").read_text("utf-8").splitlines()
    assert json.loads(rows[0])["content"]["text"] == "Mira Vale said the wall will hold."


def test_explain(
    record: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    table = (record / "figures.csv").read_text("utf-8-sig")
    row = table.splitlines()[1].split(",")[0]
    monkeypatch.chdir(record.parent)
    assert call("explain", row[:6]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"figure {row}\n")
    assert "About [1,200] people left." in out
    assert call("explain", row, "--json") == 0
    assert json.loads(capsys.readouterr().out)["quantity"]["low"] == 1200
    assert call("explain", "ffff0000", "--record", record) == ExitCode.RECORD
    assert "no row with this id" in capsys.readouterr().err


def test_explain_without_a_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert call("explain", "abcd1234") == ExitCode.RECORD


# ── bad input: a line that names the file and the remedy, the others still read ──────────


def write_large(path: Path) -> None:
    with path.open("w") as handle:
        handle.writelines("One more line of a dump.\n" * 1000 for _ in range(2000))


BAD = {
    "empty file": ("bad.txt", lambda path: path.write_bytes(b"")),
    "blank file": ("bad.txt", lambda path: path.write_bytes(b" \n\n")),
    "binary file": ("bad.txt", lambda path: path.write_bytes(bytes(range(256)) * 9)),
    "picture": ("bad.jpg", lambda path: path.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF" * 9)),
    "50 MB of text": ("bad.txt", write_large),
    "file that is gone": ("bad.txt", lambda path: path.symlink_to("nowhere")),
    "page without words": ("bad.html", lambda path: path.write_text("<html><body></body></html>")),
    "broken line": ("bad.jsonl", lambda path: path.write_text('{"text": \n')),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_and_the_others_are_read(
    reports: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file, write = BAD[name]
    write(reports / file)
    assert call(reports) == 0
    out = capsys.readouterr().out
    assert out.startswith("Read 2 reports from 2 outlets; 1 not read.\n")
    (line,) = [line for line in out.splitlines() if "not read: bad" in line]
    assert re.match(r"  not read: bad\.\w+(#1)?: .+\. [A-Z].+\.$", line), line
    missed = reports.with_name("reports.record") / "missed.csv"
    assert "bad." in missed.read_text("utf-8-sig")


def test_a_file_that_vanishes_mid_run(
    reports: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (reports / "c.txt").write_text("Here now.\n")
    read_bytes, opened = Path.read_bytes, Path.open

    def vanish(self: Path) -> None:
        if self.name == "c.txt":
            self.unlink(missing_ok=True)

    def vanishing_bytes(self: Path) -> bytes:
        vanish(self)
        return read_bytes(self)

    def vanishing_open(self: Path, *arguments: object, **named: object) -> object:
        vanish(self)
        return opened(self, *arguments, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "read_bytes", vanishing_bytes)
    monkeypatch.setattr(Path, "open", vanishing_open)
    assert call(reports) == 0
    out = capsys.readouterr().out
    assert "Read 2 reports from 2 outlets; 1 not read." in out
    assert "not read: c.txt: it could not be opened" in out


@pytest.mark.parametrize(
    "text",
    [
        b"Vale said \x93the wall\x94 will \xe9 hold\xff.\n",
        'She said “the wall will hold and never closed it.\n\nThen "more.\n'.encode(),
        "🌊 قالت الوزيرة “سيصمد الجدار” — said Vale 👩‍🚒.\n".encode(),
        b"\xef\xbb\xbfA byte order mark, she said.\r\nAnd old line ends.\r",
    ],
    ids=["not UTF-8", "unbalanced quotation marks", "emoji and right to left", "BOM and CRLF"],
)
def test_odd_text_is_read(reports: Path, text: bytes) -> None:
    (reports / "odd.txt").write_bytes(text)
    assert call(reports) == 0
    record = reports.with_name("reports.record")
    assert call("verify", record) == 0
    assert "odd.txt" in (record / "statements.csv").read_text("utf-8-sig")


def test_two_files_with_the_same_bytes(reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (reports / "z.txt").write_text(REPORT, "utf-8")
    assert call(reports) == 0
    out = capsys.readouterr().out
    assert "z.txt" in out
    assert "a.txt" in out
    assert call("verify", reports.with_name("reports.record")) == 0


def test_scripts_in_a_page_are_words_at_most(reports: Path) -> None:
    (reports / "page.html").write_text(
        "<html><head><title>Wall &lt;img src=x onerror=alert(1)&gt;</title></head><body><article>"
        "<p>Mira Vale, the water minister, said on Monday that the wall will hold all winter.</p>"
        "<script>alert('run')</script><img src='https://osk.example/t.gif'>"
        "<p>She said &lt;script&gt;alert(2)&lt;/script&gt; was not her word for it at all.</p>"
        "</article></body></html>"
    )
    assert call(reports) == 0
    html = (reports.with_name("reports.record") / "report.html").read_text("utf-8")
    assert "alert('run')" not in html
    assert "<script>alert(2)" not in html
    assert "<img src=x" not in html
    assert "osk.example/t.gif" not in html


@pytest.mark.parametrize("content", [None, b"", b"\x00\x01\x02"])
def test_nothing_readable(
    tmp_path: Path, content: bytes | None, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    if content is not None:
        (folder / "bad.txt").write_bytes(content)
    assert call(folder) == ExitCode.NOTHING_READ
    err = capsys.readouterr().err
    assert "no record was written" in err
    assert ("bad.txt" if content is not None else "reports") in err
    assert not (tmp_path / "reports.record").exists()


def test_nothing_readable_leaves_the_old_record(record: Path) -> None:
    before = read_all(record)
    for path in record.with_name("reports").iterdir():
        path.unlink()
    assert call(record.with_name("reports")) == ExitCode.NOTHING_READ
    assert read_all(record) == before


def test_a_place_that_cannot_be_written(reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(reports, "-o", "/proc/onrecord.record") == ExitCode.RECORD
    assert "choose another place with -o DIR" in capsys.readouterr().err
    (reports.parent / "taken").write_text("a file")
    assert call(reports, "-o", reports.parent / "taken") == ExitCode.RECORD
    assert (reports.parent / "taken").read_text() == "a file"


def test_somebody_elses_folder_is_left_alone(reports: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "thesis.doc").write_text("years of work")
    assert call(reports, "-o", tmp_path / "thesis") == ExitCode.RECORD
    assert [path.name for path in (tmp_path / "thesis").iterdir()] == ["thesis.doc"]


@pytest.mark.parametrize("stage", ["read_one", "render_report"])
def test_ctrl_c_leaves_the_old_record(
    record: Path, stage: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*arguments: object) -> None:
        raise KeyboardInterrupt

    before = read_all(record)
    (record.with_name("reports") / "c.txt").write_text("One more.\n")
    monkeypatch.setattr(pipeline, stage, stop)
    assert call(record.with_name("reports")) == ExitCode.INTERRUPTED
    assert read_all(record) == before
    assert sorted(path.name for path in record.parent.iterdir()) == ["reports", "reports.record"]
    assert capsys.readouterr().err.startswith("onrecord: interrupted")


SLOW = """
import sys, time
from onrecord import pipeline
from onrecord.cli import main
def read_slowly(document, settings):
    print("reading", flush=True)
    time.sleep(300)
pipeline.read_one = read_slowly
sys.argv = ["onrecord", sys.argv[1]]
main()
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_real_interrupt(record: Path, number: signal.Signals) -> None:
    before = read_all(record)
    command = [sys.executable, "-c", SLOW, str(record.with_name("reports"))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(number)
        _, err = process.communicate(timeout=100)
    assert process.returncode == ExitCode.INTERRUPTED
    assert b"Traceback" not in err
    assert read_all(record) == before


def test_a_fault_is_said_to_be_ours(
    record: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def break_down(*arguments: object) -> None:
        raise IndexError

    before = read_all(record)
    monkeypatch.setattr(pipeline, "render_report", break_down)
    assert call(record.with_name("reports")) == ExitCode.FAULT
    assert "a fault in onrecord; please report it" in capsys.readouterr().err
    assert read_all(record) == before


def test_starting_up_is_quick() -> None:
    # By what is loaded, not by the clock: 0.12 s where it was written, more on a busy machine.
    heavy = ["spacy", "numpy", "onnxruntime", "trafilatura", "jinja2", "pint", "rich", "sqlite3"]
    code = f"import onrecord.cli, sys; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    assert done.stdout == b"[]\n"


def test_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", "--version"], check=True, capture_output=True
    )
    assert done.stdout.startswith(b"onrecord ")


def test_a_reports_words_do_not_drive_the_terminal(
    reports: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (reports / "esc.txt").write_text("She said \x1b[31mred\x1b[0m and \x07 left 1,200.\n")
    call(reports)
    row = (reports.with_name("reports.record") / "statements.csv").read_text("utf-8-sig")
    ids = [line.split(",")[0] for line in row.splitlines()[1:]]
    monkeypatch.chdir(reports.parent)
    for row_id in ids:
        call("explain", row_id)
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\x07" not in out
