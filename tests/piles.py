"""Small piles of reports, read as the product reads them."""

from pathlib import Path
from zlib import crc32

from onrecord.config import DEFAULT
from onrecord.demo import find_demo
from onrecord.read import read_bytes, read_reports
from onrecord.read.metadata import Metadata
from onrecord.read.sources import Source
from onrecord.records import Document, Evidence


def read_report(text: str, name: str = "report.txt", **known: str | None) -> Evidence:
    """Read a text as the product does; `known` is what meta.csv would say.

    Reports with the same bytes would be one document, so each name ends its text differently.
    """
    source = Source(path=Path(name), name=name, metadata=Metadata(**known))  # type: ignore[arg-type]
    document = read_bytes(source, (text + "\n" * (crc32(name.encode()) % 5000)).encode(), DEFAULT)
    assert isinstance(document, Document)
    return Evidence(document=document)


def read_demo() -> list[Evidence]:
    """Read the reports of the sample story, without annotating them."""
    documents, _ = read_reports([find_demo()], DEFAULT)
    return [Evidence(document=document) for document in documents]


def name_of(evidence: Evidence) -> str:
    """Return the file a report came from, without its ending."""
    return evidence.document.path.split(".")[0]
