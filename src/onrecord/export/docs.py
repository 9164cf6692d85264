"""`docs/records.md`, written from `records/` and from the exports, so that it stays true.

Run `python -m onrecord.export.docs > docs/records.md` after changing a record; a test says
when it has been forgotten.
"""

import ast
import sys
from importlib.resources import files

from onrecord.export.csv_tables import FILES as CSV_FILES

_OPENING = """\
# The records

Written by `python -m onrecord.export.docs > docs/records.md` from `src/onrecord/records/`
and the modules in `src/onrecord/export/`: change those, not this.

Every offset counts Unicode code points, from 0, half-open `[start, end)`, over a report's
text, which is never altered once read. Absent is null, an empty list, or a member called
`unknown`; it is never filled in.

A record directory holds `report.html` (to read), `record.db` (SQLite: `.schema` documents its
tables; `documents_fts` and `statements_fts` are full-text indexes), three CSV tables and
`manifest.json` (inputs with hashes, what was not read, versions, model checksums).
"""

# The modules of `records`, in the order of their birth.
_RECORD_MODULES = ("texts", "annotations", "evidence", "reviews", "stories", "strands")

# What the JSON Lines files hold; the test compares it with what is written.
JSON_LINES = {
    "documents.jsonl": (
        "id, path, sha256, title, publisher, byline, url, published, published_from, language, "
        "text, furniture (spans)"
    ),
    "statements.jsonl": (
        "id, document_id, kind, act, source{text, spans}, speaker{id, name}, cue{text, spans}, "
        "content{text, spans}, via[{name, spans}], said{value, spans, rule}, "
        "factuality{certainty, polarity}"
    ),
    "figures.jsonl": (
        "id, document_id, spans, text, low, high, qualifier, unit, counted{text, spans}, "
        "place{text, spans}, as_of{value, spans, rule}, statement_id, speaker{id, name}"
    ),
    "timexes.jsonl": "id, document_id, spans, text, type, value, rule",
    "entities.jsonl": (
        "id, name, kind, names[], roles[{text, document_id, spans}], "
        "mentions[{document_id, spans}], statement_ids[], "
        "reasons[{name, detail, score, spans[{document_id, spans}]}]"
    ),
    "missed.jsonl": ("id, document_id, kind, spans, text, reason, candidates[], statement_id"),
    "events.jsonl": (
        "id, document_id, trigger{text, spans}, type, mode, "
        "actors[{name, words{text, spans}, countries[], sectors[]}], recipients[{…}], "
        "instrument{text, spans}, place{name, words{text, spans}, geonames_id, country, latitude, "
        "longitude, candidates[]}, when{value, spans, rule}, realis, realis_words[], certainty, "
        "polarity, figure_ids[], headline, statement_id, speaker{id, name}"
    ),
    "claims.jsonl": (
        "id, label{text, document_id, spans}, statement_ids[], "
        "stances[{entity_id, document_id, act, statement_id, date, spans}], origin_ids[], "
        "reasons[…]"
    ),
    "happenings.jsonl": (
        "id, type, label{text, document_id, spans}, event_ids[], "
        "stances[{entity_id, document_id, act, statement_id, date, spans}], origin_ids[], "
        "reasons[…]"
    ),
    "derivations.jsonl": "id, kind, document_id, from_id, origin, directed, reasons[…]",
    "series.jsonl": "id, name, unit, figure_ids[], reasons[…]",
    "lines.jsonl": (
        "id, label{text, document_id, spans}, statement_ids[], uses[{document_id, spans}], "
        "reasons[…]"
    ),
    "origins.jsonl": "id, name, document_ids[], reasons[…]",
}

_EXPORTS = """\
## JSON Lines

`onrecord export RECORD --format jsonl --out DIR` writes one object a line. Spans are lists of
`[start, end)` over `documents.text`. `speaker` is the person or body as merged across reports
(its id is in `entities.jsonl`), null where nobody is named or we are unsure who it is. The
`text` of several spans joins them with a blank. Files of which a story has no rows are empty.
"""

_TABLES = """\
## CSV

UTF-8 with a byte order mark, so that Excel shows names right (in Python, open with
`utf-8-sig`); a cell of words that begins like a spreadsheet formula has `'` put before it.
`content` shows ` … ` where its words are not next to each other; `link` opens the report at
the words; `could_be` names whom an unresolved source could be. `missed.csv` ends with the
reports that were not read.
"""


def render_docs() -> str:
    """Render the whole of `docs/records.md`."""
    folder = files("onrecord").joinpath("records")
    parts = [_OPENING, "## In Python\n"]
    for module in _RECORD_MODULES:
        parts += _render_classes(folder.joinpath(f"{module}.py").read_text("utf-8"))
    parts.append(_EXPORTS)
    parts += [f"- `{name}`: {held}" for name, held in JSON_LINES.items()]
    parts += ["", _TABLES]
    parts += [f"- `{name}`: {', '.join(columns)}" for name, (columns, _) in CSV_FILES.items()]
    return "\n".join(parts) + "\n"


def _render_classes(source: str) -> list[str]:
    return [
        _render_class(node) for node in ast.parse(source).body if isinstance(node, ast.ClassDef)
    ]


def _render_class(node: ast.ClassDef) -> str:
    lines = [f"### {node.name}", "", ast.get_docstring(node) or "", ""]
    for member in node.body:
        if isinstance(member, ast.AnnAssign):
            lines.append(f"- `{ast.unparse(member).removesuffix(' = ()')}`")
        elif isinstance(member, ast.Assign):
            lines.append(f"- `{ast.literal_eval(member.value)}`")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(render_docs())
