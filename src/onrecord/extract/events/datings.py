"""Datings: when an event happened, from the dates of a report and the clauses they stand in.

A date that only bounds a clause ("since May") dates nothing; one that stands in what is told may be
that of telling it.
"""

import re

from onrecord.extract.events.trees import Tree, is_verb
from onrecord.records import DateValue, Timex, TimexType
from onrecord.text import find_token

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_BOUNDS = frozenset({"since", "until", "till", "before", "after", "by"})


def find_clause(tree: Tree, index: int) -> int:
    """Return the verb whose clause a token is in, or the top of its sentence."""
    tokens = tree.tokens
    for _ in range(len(tokens)):
        token = tokens[index]
        if is_verb(token) and token.dep not in {"amod", "compound"}:
            return index
        if token.head == index:
            return index
        index = token.head
    return index


class Datings:
    """The dates of one report, by the clauses they date."""

    def __init__(self, tree: Tree) -> None:
        """Find the clause of each date."""
        self._tree = tree
        self._dates: dict[int, list[tuple[int, Timex]]] = {}
        self._dated: dict[int, Timex] = {}
        for timex in tree.annotated.timexes:
            if timex.value and timex.type in {TimexType.DATE, TimexType.TIME}:
                place = find_token(tree.tokens, timex.span.end - 1)
                if place < len(tree.tokens):
                    self._dated[place] = timex
                    clause = self._dated_clause(place)
                    if clause is not None:
                        self._dates.setdefault(clause, []).append((place, timex))

    def find_date(self, index: int, start: int) -> DateValue | None:
        """Return the date in the clause of the word `start`, the nearest to the word `index`."""
        clauses, place = [], find_clause(self._tree, start)
        clauses.append(place)
        token = self._tree.tokens[place]
        aim = token.dep == "advcl" and token.tag == "VB" and place == index  # "voted in May to ban"
        joined = token.dep == "conj" and place not in self._dates
        if aim or joined or token.dep in {"xcomp", "pcomp"}:
            clauses.append(find_clause(self._tree, token.head) if token.head != place else place)
        above = self._tree.tokens[place].head
        if self._tree.tokens[place].dep in {"relcl", "advcl"} and above in self._dated:
            timex = self._dated[above]  # "in 2022, when troops invaded"
            return DateValue(value=timex.value, spans=(timex.span,), rule=timex.rule)
        for clause in clauses:
            near = [(abs(at - index), at, timex) for at, timex in self._dates.get(clause, ())]
            if near:
                timex = min(near, key=lambda found: found[:2])[2]
                return DateValue(value=timex.value, spans=(timex.span,), rule=timex.rule)
        return None

    def _dated_clause(self, index: int) -> int | None:
        """Return the clause a date dates, if it does not only bound it ("since February")."""
        tokens, dated = self._tree.tokens, index
        for _ in range(len(tokens)):
            token = tokens[index]
            if token.text.lower() in _BOUNDS or token.lemma.lower() in _BOUNDS:
                return None
            if is_verb(token) and token.dep not in {"amod", "compound"}:
                return (
                    find_clause(self._tree, token.head)
                    if self._is_of_telling(dated, index)
                    else index
                )
            if token.head == index:
                return index
            index = token.head
        return None

    def _is_of_telling(self, dated: int, verb: int) -> bool:
        """Say whether a date hung on what is told is that of telling it.

        "Told reporters Monday the country may leave"; "left a pact to build a port on Monday",
        which is no day to come.
        """
        tree, token = self._tree, self._tree.tokens[verb]
        if token.dep == "ccomp" and token.head < dated:
            subject, mark = tree.child(verb, "nsubj", "nsubjpass"), tree.child(verb, "mark")
            own = tree.tokens[dated].dep == "npadvmod" and tree.tokens[dated].head == verb
            return own and subject is not None and dated < subject and mark is None
        value, published = self._dated[dated].value, tree.annotated.document.published or ""
        past = bool(_DAY.match(value)) and value[:10] <= published[:10]
        return token.dep == "acl" and token.tag == "VB" and past
