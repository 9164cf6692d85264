"""The schema of `record.db`, as numbered steps that only ever grow, and their runner.

Each step is a function that takes an open database from one version to the next; the
version is SQLite's own `user_version`. The comments inside the SQL are kept by SQLite, so
`.schema` in any SQLite tool documents the tables. A step is never edited once released.

`records` is the exact record, one JSON object a row, and all that loading reads. The other
tables say the same in a form to be read, searched and joined; `tables.py` fills them.
"""

import sqlite3
from collections.abc import Callable

from onrecord.errors import StoreError

# "onre" in ASCII: lets `file` and verify tell a record from any other SQLite database.
APPLICATION_ID = 0x6F6E7265


def create_exact_records(db: sqlite3.Connection) -> None:
    """Step 1: the exact record."""
    db.executescript("""
        CREATE TABLE records (
            part TEXT NOT NULL,        -- field of Story, or of Evidence ('statements' …)
            report INTEGER,            -- which report, from 0; null for what spans reports
            position INTEGER NOT NULL, -- position within the part
            json TEXT NOT NULL,        -- the record as docs/records.md describes it
            seal TEXT NOT NULL         -- hash of this row, so that a changed row can be named
        );
    """)


def create_readable_tables(db: sqlite3.Connection) -> None:
    """Step 2: reports, rows and what joins them, to be read."""
    db.executescript(_REPORTS + _ROWS + _STORY)


def create_search(db: sqlite3.Connection) -> None:
    """Step 3: full-text search over report texts and statements (FTS5)."""
    db.executescript("""
        CREATE VIRTUAL TABLE documents_fts USING fts5(
            title, publisher, text, content='documents', tokenize='unicode61 remove_diacritics 2'
        );
        CREATE VIRTUAL TABLE statements_fts USING fts5(
            speaker, source, content, content='statements',
            tokenize='unicode61 remove_diacritics 2'
        );
    """)


def create_lookups(db: sqlite3.Connection) -> None:
    """Step 4: what the desk needs to answer at once: indexes, and search over every row."""
    db.executescript(_LOOKUPS)
    for table, columns in SEARCHED.items():
        if table not in ("documents", "statements"):
            db.execute(
                f"CREATE VIRTUAL TABLE {table}_fts USING fts5({', '.join(columns)},"
                f" content='{table}', tokenize='unicode61 remove_diacritics 2')"
            )


# Tables with a full-text index beside them, named after them with _fts, and what it covers.
SEARCHED: dict[str, tuple[str, ...]] = {
    "documents": ("title", "publisher", "text"),
    "statements": ("speaker", "source", "content"),
    "figures": ("text", "counted", "property", "place", "speaker"),
    "events": ("trigger", "actor", "recipient", "place", "speaker", "before", "after"),
    "missed": ("text", "reason", "candidates", "before", "after"),
    "entity_names": ("name",),
    "claims": ("label",),
    "happenings": ("label",),
    "lines": ("label",),
}

MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    create_exact_records,
    create_readable_tables,
    create_search,
    create_lookups,
)


def migrate(db: sqlite3.Connection) -> None:
    """Bring an open database to the newest version; raises StoreError if it is newer still."""
    version = refuse_newer(db)
    for number, step in enumerate(MIGRATIONS[version:], start=version + 1):
        step(db)
        db.execute(f"PRAGMA user_version = {number}")
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def refuse_newer(db: sqlite3.Connection) -> int:
    """Return the version of a database; raises StoreError if a newer onrecord wrote it."""
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    if version > len(MIGRATIONS):
        raise StoreError(
            f"the record has schema version {version}, this onrecord knows {len(MIGRATIONS)}: "
            "upgrade onrecord, or build the record again"
        )
    return version


_REPORTS = """
    CREATE TABLE documents (
        id TEXT NOT NULL,          -- SHA-256 of the source bytes
        path TEXT NOT NULL,        -- relative to the folder that was read
        title TEXT, publisher TEXT, byline TEXT, url TEXT,
        published TEXT, published_from TEXT, modified TEXT, retrieved TEXT, language TEXT,
        notes TEXT,                -- what reading could not take as given
        text TEXT NOT NULL         -- every offset in this file counts code points in it
    );
    CREATE TABLE blocks (
        document_id TEXT NOT NULL, kind TEXT NOT NULL, reason TEXT NOT NULL,
        start INTEGER NOT NULL, end INTEGER NOT NULL, text TEXT NOT NULL
    );
    CREATE TABLE unread (
        path TEXT NOT NULL, reason TEXT NOT NULL, remedy TEXT NOT NULL
    );
    CREATE TABLE spans (           -- every place any row points to
        kind TEXT NOT NULL,        -- the part of the record the row is in ('statements' …)
        row_id TEXT NOT NULL,
        role TEXT NOT NULL,        -- the field of the row ('cue', 'contents' …)
        document_id TEXT NOT NULL,
        start INTEGER NOT NULL,    -- half-open: [start, end)
        end INTEGER NOT NULL,
        text TEXT NOT NULL         -- the characters there
    );
    CREATE INDEX spans_row ON spans (row_id);
    CREATE TABLE reasons (         -- why a decision was taken
        kind TEXT NOT NULL, row_id TEXT NOT NULL, role TEXT NOT NULL,
        name TEXT NOT NULL, detail TEXT NOT NULL, score REAL NOT NULL
    );
    CREATE INDEX reasons_row ON reasons (row_id);
"""

_ROWS = """
    CREATE TABLE statements (
        id TEXT NOT NULL, document_id TEXT NOT NULL,
        kind TEXT NOT NULL,        -- direct, indirect, mixed
        act TEXT NOT NULL,         -- says, denies, could-not-confirm …
        speaker TEXT,              -- the person or body, as merged across reports
        speaker_kind TEXT, entity_id TEXT,
        source TEXT, cue TEXT,     -- the words as written
        content TEXT NOT NULL,     -- ' … ' where the words are not next to each other
        via TEXT,                  -- stations in between, nearest to the report last
        said TEXT, said_rule TEXT, venue TEXT,
        certainty TEXT NOT NULL, polarity TEXT NOT NULL,
        headline INTEGER NOT NULL, parent_id TEXT, method TEXT NOT NULL,
        start INTEGER, end INTEGER, before TEXT, after TEXT -- the first content span
    );
    CREATE INDEX statements_id ON statements (id);
    CREATE TABLE figures (
        id TEXT NOT NULL, document_id TEXT NOT NULL,
        text TEXT NOT NULL, qualifier TEXT NOT NULL, qualifier_text TEXT,
        low REAL, high REAL, unit TEXT, counted TEXT, head TEXT, property TEXT, place TEXT,
        rate TEXT, whole TEXT, planned INTEGER NOT NULL,
        as_of TEXT, as_of_rule TEXT, statement_id TEXT, speaker TEXT, series_id TEXT,
        start INTEGER NOT NULL, end INTEGER NOT NULL, before TEXT, after TEXT
    );
    CREATE INDEX figures_id ON figures (id);
    CREATE TABLE timexes (
        id TEXT NOT NULL, document_id TEXT NOT NULL,
        text TEXT NOT NULL, type TEXT NOT NULL, value TEXT NOT NULL, rule TEXT NOT NULL,
        start INTEGER NOT NULL, end INTEGER NOT NULL, before TEXT, after TEXT
    );
    CREATE TABLE events (
        id TEXT NOT NULL, document_id TEXT NOT NULL,
        trigger TEXT NOT NULL, type TEXT NOT NULL, mode TEXT, actor TEXT, recipient TEXT,
        actor_codes TEXT, recipient_codes TEXT, -- ISO 3166-1 alpha-3 and PLOVER sectors
        place TEXT, geonames_id INTEGER, latitude REAL, longitude REAL,
        happened TEXT, happened_rule TEXT,
        realis TEXT NOT NULL,      -- actual, negated, hypothetical, future, historical
        certainty TEXT NOT NULL, polarity TEXT NOT NULL, statement_id TEXT, speaker TEXT,
        start INTEGER NOT NULL, end INTEGER NOT NULL, before TEXT, after TEXT
    );
    CREATE TABLE missed (
        id TEXT NOT NULL, document_id TEXT NOT NULL,
        kind TEXT NOT NULL, text TEXT NOT NULL, reason TEXT NOT NULL,
        candidates TEXT, statement_id TEXT,
        start INTEGER NOT NULL, end INTEGER NOT NULL, before TEXT, after TEXT
    );
"""

_STORY = """
    CREATE TABLE entities (
        id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
        statements INTEGER NOT NULL
    );
    CREATE TABLE entity_names (entity_id TEXT NOT NULL, name TEXT NOT NULL);
    CREATE TABLE entity_roles (
        entity_id TEXT NOT NULL, role TEXT NOT NULL, document_id TEXT NOT NULL,
        start INTEGER NOT NULL, end INTEGER NOT NULL
    );
    CREATE TABLE series (id TEXT NOT NULL, name TEXT NOT NULL, unit TEXT);
    CREATE TABLE series_figures (series_id TEXT NOT NULL, figure_id TEXT NOT NULL);
    CREATE TABLE claims (
        id TEXT NOT NULL, label TEXT NOT NULL, document_id TEXT NOT NULL,
        start INTEGER NOT NULL, end INTEGER NOT NULL
    );
    CREATE TABLE claim_statements (claim_id TEXT NOT NULL, statement_id TEXT NOT NULL);
    CREATE TABLE claim_origins (claim_id TEXT NOT NULL, origin_id TEXT NOT NULL);
    CREATE TABLE happenings (      -- one event told in many reports
        id TEXT NOT NULL, type TEXT NOT NULL, label TEXT NOT NULL, document_id TEXT NOT NULL,
        start INTEGER NOT NULL, end INTEGER NOT NULL
    );
    CREATE TABLE happening_events (happening_id TEXT NOT NULL, event_id TEXT NOT NULL);
    CREATE TABLE stances (
        row_id TEXT NOT NULL,      -- the claim or happening
        entity_id TEXT,            -- null: the report itself says so
        document_id TEXT NOT NULL, act TEXT NOT NULL, statement_id TEXT, date TEXT,
        start INTEGER NOT NULL, end INTEGER NOT NULL
    );
    CREATE TABLE drifts (          -- one utterance in two wordings
        id TEXT NOT NULL, left_id TEXT NOT NULL, right_id TEXT NOT NULL, signs TEXT NOT NULL
    );
    CREATE TABLE changes (         -- since the record was last built
        kind TEXT NOT NULL, part TEXT NOT NULL, row_id TEXT, before_id TEXT,
        before TEXT, after TEXT
    );
    CREATE TABLE lines (           -- the same words from several mouths
        id TEXT NOT NULL, label TEXT NOT NULL, document_id TEXT NOT NULL,
        start INTEGER NOT NULL, end INTEGER NOT NULL
    );
    CREATE TABLE line_statements (line_id TEXT NOT NULL, statement_id TEXT NOT NULL);
    CREATE TABLE comparisons (
        left_id TEXT NOT NULL, right_id TEXT NOT NULL, verdict TEXT NOT NULL,
        independent INTEGER       -- null: not known
    );
    CREATE TABLE derivations (
        id TEXT NOT NULL, kind TEXT NOT NULL, document_id TEXT NOT NULL,
        from_id TEXT, origin TEXT, directed INTEGER NOT NULL
    );
    CREATE TABLE origins (
        id TEXT NOT NULL,
        name TEXT,                -- an agency or outlet; null where nobody says whose work it is
        reports INTEGER NOT NULL
    );
    CREATE TABLE origin_documents (origin_id TEXT NOT NULL, document_id TEXT NOT NULL);
"""

_LOOKUPS = """
    -- The id of a row stands first in its JSON: "{"id":" and 16 digits are 24 characters.
    CREATE INDEX records_row ON records (part, substr(json, 1, 24));
    CREATE INDEX records_place ON records (report, part, position);
    CREATE INDEX documents_id ON documents (id);
    CREATE INDEX blocks_document ON blocks (document_id);
    CREATE INDEX statements_document ON statements (document_id);
    CREATE INDEX statements_entity ON statements (entity_id, act, document_id);
    CREATE INDEX figures_document ON figures (document_id);
    CREATE INDEX figures_series ON figures (series_id, speaker);
    CREATE INDEX figures_statement ON figures (statement_id);
    CREATE INDEX events_id ON events (id);
    CREATE INDEX events_document ON events (document_id);
    CREATE INDEX missed_id ON missed (id);
    CREATE INDEX missed_document ON missed (document_id);
    CREATE INDEX entities_id ON entities (id);
    CREATE INDEX entity_names_entity ON entity_names (entity_id);
    CREATE INDEX entity_roles_entity ON entity_roles (entity_id);
    CREATE INDEX series_id ON series (id);
    CREATE INDEX claims_id ON claims (id);
    CREATE INDEX claim_statements_claim ON claim_statements (claim_id);
    CREATE INDEX claim_statements_statement ON claim_statements (statement_id);
    CREATE INDEX claim_origins_claim ON claim_origins (claim_id);
    CREATE INDEX happenings_id ON happenings (id);
    CREATE INDEX happening_events_happening ON happening_events (happening_id);
    CREATE INDEX happening_events_event ON happening_events (event_id);
    CREATE INDEX stances_row ON stances (row_id);
    CREATE INDEX stances_entity ON stances (entity_id);
    CREATE INDEX line_statements_line ON line_statements (line_id);
    CREATE INDEX line_statements_statement ON line_statements (statement_id);
    CREATE INDEX comparisons_left ON comparisons (left_id);
    CREATE INDEX comparisons_right ON comparisons (right_id);
    CREATE INDEX derivations_document ON derivations (document_id);
    CREATE INDEX derivations_from ON derivations (from_id);
    CREATE INDEX origin_documents_origin ON origin_documents (origin_id);
    CREATE INDEX origin_documents_document ON origin_documents (document_id);
    -- What the desk counts beside its lists, read without touching the wide rows.
    CREATE INDEX statements_counted ON statements
        (act, speaker, kind, certainty, speaker_kind, said, document_id);
    CREATE INDEX figures_counted ON figures
        (speaker, unit, property, qualifier, planned, head, as_of, document_id);
    CREATE INDEX documents_counted ON documents (id, publisher, published);
"""
