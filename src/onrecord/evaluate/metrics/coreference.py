"""How well events are put together, as coreference is scored: MUC, B³, CEAF-e, and CoNLL's mean.

Both groupings give each item its label and must name the same items (gold mentions). MUC is
Vilain et al. 1995, CEAF-e Luo 2005 (φ4), CoNLL the mean of the three F1 (Pradhan et al. 2012).
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from onrecord.evaluate.metrics.clusters import Grouping, score_bcubed, score_pairs
from onrecord.evaluate.metrics.tallies import Tally

CONLL = ("MUC", "B3", "CEAF-e")


def score_coreference(gold: Grouping, found: Grouping) -> dict[str, Tally]:
    """Return the counts of every metric; ValueError where the items are not the same."""
    if gold.keys() != found.keys():
        raise ValueError("gold and found groups do not hold the same items")
    return {
        "MUC": score_muc(gold, found),
        "B3": score_bcubed(gold, found),
        "CEAF-e": score_ceaf_e(gold, found),
        "pairs": score_pairs(gold, found),
    }


def average_conll(tallies: Mapping[str, Tally]) -> float:
    """Return the mean F1 of MUC, B³ and CEAF-e."""
    return sum(tallies[name].f1 for name in CONLL) / len(CONLL)


def score_muc(gold: Grouping, found: Grouping) -> Tally:
    """Return the links needed to hold each group together, right among found and among gold.

    >>> score_muc({"a": 1, "b": 1, "c": 1}, {"a": 1, "b": 1, "c": 2}).f1
    0.6666666666666666
    """
    items, parts = len(gold), len({(gold[item], found[item]) for item in gold})
    in_gold, in_found = len(set(gold.values())), len({found[item] for item in gold})
    # Of a group of n in k parts, n - k of its n - 1 links are there; summed over groups:
    return Tally(items - parts, items - in_found, items - parts, items - in_gold)


def score_ceaf_e(gold: Grouping, found: Grouping) -> Tally:
    """Return how alike the groups are when matched one to one as well as can be.

    Likeness is φ4: twice the items shared, by the items of both.

    >>> score_ceaf_e({"a": 1, "b": 1, "c": 2}, {"a": 5, "b": 5, "c": 6}).f1
    1.0
    """
    likeness = _list_likeness(gold, found)
    right = sum(_match(likeness, rows, columns) for rows, columns in _split(likeness))
    return Tally(right, len({found[item] for item in gold}), right, len(likeness))


def _list_likeness(gold: Grouping, found: Grouping) -> dict[int, dict[int, float]]:
    """Return for each gold group the found groups that share an item, with their likeness.

    Groups are numbered in the order their first items come in.
    """
    g_number = {label: number for number, label in enumerate(dict.fromkeys(gold.values()))}
    f_number = {label: number for number, label in enumerate(dict.fromkeys(found.values()))}
    g_size, f_size = Counter(gold.values()), Counter(found[item] for item in gold)
    rows: dict[int, dict[int, float]] = {number: {} for number in g_number.values()}
    for (g, f), count in Counter((gold[item], found[item]) for item in gold).items():
        rows[g_number[g]][f_number[f]] = 2 * count / (g_size[g] + f_size[f])
    return rows


def _split(likeness: Mapping[int, Mapping[int, float]]) -> list[tuple[list[int], list[int]]]:
    """Split the matching into parts that share no group: each is small and matched by itself."""
    columns: dict[int, list[int]] = defaultdict(list)
    for row, found in likeness.items():
        for column in found:
            columns[column].append(row)
    seen: set[int] = set()
    parts = []
    for start in likeness:
        if start in seen:
            continue
        seen.add(start)
        todo, part, others = [start], [], set()
        while todo:
            row = todo.pop()
            part.append(row)
            for column in likeness[row]:
                others.add(column)
                for neighbour in columns[column]:
                    if neighbour not in seen:
                        seen.add(neighbour)
                        todo.append(neighbour)
        parts.append((sorted(part), sorted(others)))
    return parts


def _match(
    likeness: Mapping[int, Mapping[int, float]], rows: Sequence[int], columns: Sequence[int]
) -> float:
    """Return the greatest sum of a one-to-one matching (Hungarian method, O(n²m))."""
    if len(rows) > len(columns):
        flipped: dict[int, dict[int, float]] = {column: {} for column in columns}
        for row in rows:
            for column, value in likeness[row].items():
                flipped[column][row] = value
        return _match(flipped, columns, rows)
    if len(rows) == 1:
        return max(likeness[rows[0]].values(), default=0.0)
    costs = [[-likeness[row].get(column, 0.0) for column in columns] for row in rows]
    return -sum(costs[row][column] for column, row in _assign(costs).items())


def _assign(costs: Sequence[Sequence[float]]) -> dict[int, int]:
    """Return the row each column is given to at the least cost; no more rows than columns."""
    height, width = len(costs), len(costs[0])
    row_price, column_price = [0.0] * (height + 1), [0.0] * (width + 1)
    owner, way = [0] * (width + 1), [0] * (width + 1)
    for row in range(1, height + 1):
        owner[0], column = row, 0
        least, used = [float("inf")] * (width + 1), [False] * (width + 1)
        while owner[column]:
            used[column] = True
            here, step, after = owner[column], float("inf"), 0
            for other in range(1, width + 1):
                if used[other]:
                    continue
                reduced = costs[here - 1][other - 1] - row_price[here] - column_price[other]
                if reduced < least[other]:
                    least[other], way[other] = reduced, column
                if least[other] < step:
                    step, after = least[other], other
            for other in range(width + 1):
                if used[other]:
                    row_price[owner[other]] += step
                    column_price[other] -= step
                else:
                    least[other] -= step
            column = after
        while column:
            owner[column], column = owner[way[column]], way[column]
    return {column - 1: row - 1 for column, row in enumerate(owner) if column and row}
