"""Checks files of claim families: prints how much there is of each, and every line that is off.

usage: check_families.py FILE…
"""

import sys
from pathlib import Path

from families import Family, read_families


def check(path: Path) -> list[str]:
    """What is wrong in one file, a line each."""
    faults = []
    for family in read_families(path):
        ids = set(family.claims)
        for claim, others in family.against.items():
            faults += [
                f"{path.name}: “{family.title}”: {claim} contradicts {other}, which isn’t there"
                for other in sorted(others - ids)
            ]
            if claim in others:
                faults.append(f"{path.name}: “{family.title}”: {claim} contradicts itself")
        seen: dict[str, str] = {}
        for claim, wordings in family.claims.items():
            for words in wordings:
                if words.casefold() in seen:
                    faults.append(f"{path.name}: “{family.title}”: twice: {words}")
                seen[words.casefold()] = claim
    return faults


def count(families: list[Family]) -> str:
    """How much there is."""
    wordings = sum(len(w) for f in families for w in f.claims.values())
    same = sum(len(w) * (len(w) - 1) // 2 for f in families for w in f.claims.values())
    against = sum(
        len(f.claims[a]) * len(f.claims[b])
        for f in families
        for a in f.claims
        for b in f.claims
        if a < b and f.contradict(a, b)
    )
    return f"{len(families)} situations, {wordings} wordings, {same} same pairs, {against} contradicting pairs"


def main() -> None:
    for path in map(Path, sys.argv[1:]):
        print(path.name, count(list(read_families(path))))
        print(*check(path), sep="\n")


if __name__ == "__main__":
    main()
