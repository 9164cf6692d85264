"""Claim families: invented situations, each with claims in several wordings and which contradict.

`training/claim_families/*.tsv` hold claim id, the ids it contradicts (comma separated) and a
wording; a `# ` line opens a situation.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

# How two wordings stand.
SAME, CONTRADICTS, OTHER = range(3)
NOT_JUDGED = -1


@dataclass(slots=True)
class Family:
    """One situation: wordings by claim, and for each claim those it is said to contradict."""

    title: str
    claims: dict[str, list[str]] = field(default_factory=dict)
    against: dict[str, set[str]] = field(default_factory=dict)

    def contradict(self, one: str, other: str) -> bool:
        """Whether two claims contradict, whichever of them says so."""
        return other in self.against.get(one, ()) or one in self.against.get(other, ())

    def relate(self, one: str, other: str) -> int:
        """How wordings of two claims stand, or of one."""
        if one == other:
            return SAME
        return CONTRADICTS if self.contradict(one, other) else OTHER


def read_families(path: Path) -> Iterator[Family]:
    """The situations of one file; SystemExit with file and line where a line has not three cells."""
    family = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#"):
            if family and family.claims:
                yield family
            family = Family(line.lstrip("# ").strip())
        elif line.strip():
            cells = line.split("\t")
            if len(cells) != 3 or family is None or not cells[2].strip():
                raise SystemExit(
                    f"{path}:{number}: wants claim, contradicted ids, wording: {line!r}"
                )
            claim, others, words = (cell.strip() for cell in cells)
            family.claims.setdefault(claim, []).append(words)
            family.against.setdefault(claim, set()).update(
                o.strip() for o in others.split(",") if o.strip()
            )
    if family and family.claims:
        yield family
