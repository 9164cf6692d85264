"""Near-duplicate reports: pairs that share at least half of their five-word shingles.

The truth is counted exactly: every shingle as its words, every list of carriers whole, one
report against all others at a time. Scored beside it are the index the story uses, the
families its derivations make, and a trivial baseline; times are processor seconds, on the
first thousand reports and on all of them.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import process_time

from onrecord import __version__
from onrecord.config import DEFAULT
from onrecord.errors import EvaluationError
from onrecord.read import read_reports
from onrecord.records import Evidence
from onrecord.story.derivations import link_derivations
from onrecord.story.families import find_families
from onrecord.story.passages import SHINGLE, fold_words, read_wording
from onrecord.story.shingles import find_near_duplicates

SHARE = 0.5
_FIRST = 1000
_PEER = "datasketch MinHash LSH at 0.5 on the same stream: recall .987, precision .985"
Pairs = set[tuple[int, int]]


def run(path: Path, predictions: Path | None = None) -> str:
    """Score near-duplicate pairs in a JSON Lines file of reports with `id` and `text`.

    `predictions`, if given, receives the pairs found: two ids and the share, tab-separated.
    """
    rows = load_reports(path)
    pile = [fold_words(text) for _, text in rows]
    truth = count_truth(pile)
    found = find_near_duplicates(pile, SHARE)
    if predictions:
        found_lines = (f"{rows[a][0]}\t{rows[b][0]}\t{share:.4f}\n" for a, b, share in found)
        predictions.write_text("".join(found_lines), encoding="utf-8")
    evidence = [Evidence(document=document) for document in read_reports([path], DEFAULT)[0]]
    own = count_truth([read_wording(one.document).words for one in evidence])
    lines = [
        f"near-duplicates: {len(rows):,} reports, {len(truth):,} pairs share half their shingles",
        _score("the index", {(left, right) for left, right, _ in found}, truth),
        _score("baseline, the same words throughout", find_same(pile), truth),
        f"  peer: {_PEER}",
        f"  without page furniture and credits {len(own):,} pairs do;"
        f" derivations put {_count_linked(evidence, own):,} of them in one family",
        *_time("near-duplicates", lambda n: find_near_duplicates(pile[:n], SHARE), len(pile)),
        *_time("derivations", lambda n: link_derivations(evidence[:n]), len(evidence)),
        _sign(path),
    ]
    return "\n".join(lines)


def load_reports(path: Path) -> list[tuple[str, str]]:
    """Return id and text of each report, one for each line; raises EvaluationError."""
    if not path.is_file():
        raise EvaluationError(f"{path}: no such file; give a .jsonl file of reports to compare.")
    reports = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            reports.append((str(row["id"]), str(row["text"])))
        except (ValueError, KeyError, TypeError) as error:
            raise EvaluationError(f"{path}, line {number}: expected id and text.") from error
    return reports


def count_truth(pile: Sequence[Sequence[str]], share: float = SHARE) -> Pairs:
    """Return every pair that has `share` of its shingles in common, by full count.

    >>> count_truth([list("abcdef"), list("abcdefg"), list("xyzvwu")])
    {(0, 1)}
    """
    carriers: dict[tuple[str, ...], list[int]] = {}
    sizes, pairs = [], set()
    for right, words in enumerate(pile):
        shingles = {tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}
        common: Counter[int] = Counter()
        for shingle in shingles:
            earlier = carriers.setdefault(shingle, [])
            common.update(earlier)
            earlier.append(right)
        sizes.append(len(shingles))
        for left, count in common.items():
            if count >= share * (sizes[left] + sizes[right] - count):
                pairs.add((left, right))
    return pairs


def find_same(pile: Sequence[Sequence[str]]) -> Pairs:
    """Return the pairs that have the same words from first to last, the trivial answer."""
    groups: dict[tuple[str, ...], list[int]] = {}
    for number, words in enumerate(pile):
        if words:
            groups.setdefault(tuple(words), []).append(number)
    return {(left, right) for g in groups.values() for right in g for left in g if left < right}


def _count_linked(evidence: Sequence[Evidence], truth: Pairs) -> int:
    """Count the pairs that copies, rewrites and revisions connect, directly or through others."""
    ids = [one.document.id for one in evidence]
    pairs = [(d.document_id, d.from_id) for d in link_derivations(evidence) if d.from_id]
    families = enumerate(find_families(ids, pairs))
    family_of = {each: number for number, family in families for each in family}
    return sum(family_of[ids[left]] == family_of[ids[right]] for left, right in truth)


def _score(name: str, found: Pairs, truth: Pairs) -> str:
    right = len(found & truth)
    recall, precision = right / max(len(truth), 1), right / max(len(found), 1)
    return f"  {name}: recall {recall:.4f}, precision {precision:.4f} ({len(found):,} pairs)"


def _time(name: str, call: Callable[[int], object], size: int) -> Iterator[str]:
    for number in sorted({min(_FIRST, size), size}):
        start = process_time()
        call(number)
        spent = process_time() - start
        each = 1000 * spent / max(number, 1)
        yield f"  {name}: {number:,} reports in {spent:.2f} s, {each:.2f} ms a report"


def _sign(path: Path) -> str:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    method = f"shingles:{SHINGLE}|share:{SHARE}"
    return f"signature: duplicates|data:{digest}|{method}|onrecord:{__version__}"
