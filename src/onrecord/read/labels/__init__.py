"""Labels read back from other programs: training files, Label Studio, brat.

Every span is checked against the text before anything is done with it: its words, where the
file has them, must be the words there. One bad span refuses the whole file, with a line for
each that names the file, the row, the words expected and the words found.
"""

from collections.abc import Callable
from pathlib import Path

from onrecord.errors import ReadError
from onrecord.read.labels.brat import read_brat
from onrecord.read.labels.label_studio import read_label_studio
from onrecord.read.labels.training import read_training
from onrecord.records import Document, LabelledReport

READERS: dict[str, Callable[[Path, "dict[str, Document]"], tuple[LabelledReport, ...]]] = {
    "training": read_training,
    "label-studio": read_label_studio,
    "brat": read_brat,
}


def read_labels(
    path: Path, form: str, documents: "dict[str, Document]"
) -> tuple[LabelledReport, ...]:
    """Read the labels at `path`, of the reports in `documents` (by id).

    Raises ReadError for a form or file that cannot be read and for spans that do not fit.
    """
    if form not in READERS:
        raise ReadError(f"{form}: no such form of labels; there are {', '.join(READERS)}")
    if not path.exists():
        raise ReadError(f"{path}: not found; give the file or folder that holds the labels")
    return READERS[form](path, documents)
