"""Stances: who asserts, confirms, denies or won't speak to a claim, with the words and the date.

A statement's position on what it contains is its own act. Where it only points at what others
said ("rejected the accusation", "would not discuss the letter", "that is a lie"), what it points
at is looked for: by its own words among the claims, else in the sentences right before it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import itemgetter

import numpy as np

from onrecord.lexicon import load_map, load_words
from onrecord.records import Act, Reason, Span, Stance, StatementKind
from onrecord.story.claims.candidates import Neighbourhoods
from onrecord.story.claims.parties import Parties
from onrecord.story.claims.sightings import Sightings
from onrecord.story.claims.stems import stem
from onrecord.story.claims.wordings import ANSWERS, Reading, Wording
from onrecord.story.claims.wordmatches import measure_held
from onrecord.story.references import UNNAMED

# How many propositions back "the accusation" may point: about three sentences.
FARTHEST = 10
# How well the words of "the reports of a secret release" must be found in a claim.
LEAST_HELD = 0.64
# A clause that is a claim by itself goes to another one only if that is all but the same.
LEAST_HELD_CLAUSE = 0.85
# A wording with fewer words of its own is looked for right before it, not among all claims.
LEAST_WORDS = 2

# Of all readings only so many are compared word by word with what points at one of them.
CLOSER_LOOKS = 60
# A silence says least of what it is about: it counts only where the claim before names the silent
# party or its matter, or accuses.
LEAST_FIT = 3
# "Could not establish whether it worked" is about the sentence before, if they are at all alike.
LEAST_HELD_NEAR = 0.35
# Characters from a claim to the answer right after it: its last words, and who answers.
BESIDE = 120
NEAREST = 3
_DOUBTS = frozenset({Act.COULD_NOT_CONFIRM, Act.DENIES, Act.CONFIRMS})
_SILENT = ANSWERS - {Act.DENIES, Act.CONFIRMS}


@dataclass(slots=True, kw_only=True)
class Positions:
    """The stances on each group of readings, and the reasons of those that had to be looked for."""

    stances: dict[int, list[Stance]] = field(default_factory=dict)
    reasons: dict[int, list[Reason]] = field(default_factory=dict)

    def add(self, group: int, stance: Stance, reason: Reason | None = None) -> None:
        """Put a stance on a group's claim, once."""
        held = self.stances.setdefault(group, [])
        if stance not in held:
            held.append(stance)
            if reason:
                self.reasons.setdefault(group, []).append(reason)

    def settle(self) -> None:
        """Take back the report's own voice where it only tells what somebody in it says.

        In "kept the ship, which the navy confirmed was in dock" only the navy says where.
        """
        for group, held in self.stances.items():
            said = [stance.span for stance in held if stance.entity_id]
            self.stances[group] = [
                stance
                for stance in held
                if stance.entity_id or not any(stance.span.covers(span) for span in said)
            ]


def find_stances(
    wordings: Sequence[Wording], seen: Sightings, groups: Sequence[Sequence[int]], parties: Parties
) -> Positions:
    """Return the stances on each group of readings. `wordings` are in report order."""
    finder = _Finder(seen, groups, parties)
    found = Positions()
    before: list[Wording] = []
    told = {w.statement.id for w in wordings if w.statement and not w.reading.nominal and w.weighs}
    for wording in wordings:
        if before and before[-1].proposition.document_id != wording.proposition.document_id:
            before = []
        if wording.relative and wording.act in ANSWERS:
            continue
        if wording.act is Act.ASKS and wording.reading.mode == "was":
            continue  # "ordered a recount after the mayor had shown a list": told, not asked for
        pointed = read_pointing(wording)
        group = finder.group(wording)
        if pointed and wording.statement and wording.statement.id in told:
            continue  # its own clause says what the noun before it points at
        target = None
        if pointed or (wording.act in ANSWERS and finder.is_alone(group)):
            target = finder.find_target(wording, before)
        if target is not None:
            for stance in _make_stances(wording, parties, pointed):
                found.add(target[0], stance, target[1])
        elif pointed is None:
            for stance in _make_stances(wording, parties):
                found.add(group, stance)
        before.append(wording)
    found.settle()
    return found


def read_pointing(wording: Wording) -> Act | None:
    """Return the act of a wording that only points at what others said, None of any other."""
    if wording.statement is None:
        return None
    reading = wording.reading
    pointers = load_map("claim_pointers")
    own = [w for w in reading.words if stem(w) and w.lower() not in pointers]
    verdicts = load_map("claim_verdicts")
    if wording.calls:
        called = (verdicts[word] for word in (reading.lemma, *reading.terms) if word in verdicts)
        found = next(called, None)
        return Act(found) if found else None
    if (reading.nominal and not wording.weighs) or not own:
        return wording.act if wording.act in ANSWERS else None
    if wording.act is Act.SAYS and _refutes(reading):
        return Act.DENIES
    verdict = verdicts.get(reading.lemma)
    subject = [reading.words[i].lower() for i in reading.subject]
    if verdict and wording.act is Act.SAYS and subject and subject[-1] in pointers:
        return Act(verdict)
    return None


def _refutes(reading: Reading) -> bool:
    """Say whether a clause is one of denying beside what is said: "…, rejecting reports of it"."""
    opening = reading.words[0].lower() if reading.words else ""
    return opening.endswith("ing") and reading.lemma in load_words("refutations")


def _make_stances(wording: Wording, parties: Parties, act: Act | None = None) -> Iterator[Stance]:
    made, statement = wording.proposition, wording.statement
    if statement is None or (wording.act is Act.SAYS and parties.is_own_finding(statement)):
        issuer = parties.find_issuer(made.document_id)
        yield Stance(
            entity_id=issuer.id if issuer else None,
            document_id=made.document_id,
            act=wording.act,
            span=made.span,
            date=wording.date,
        )
        return
    for entity in parties.find(statement, wording.reading.words):
        if wording.act is Act.SAYS and parties.relays(entity, statement):
            continue  # "the Herald reported": whoever told the Herald said it
        yield Stance(
            entity_id=entity.id,
            document_id=made.document_id,
            act=act or wording.act,
            span=made.span,
            statement_id=statement.id,
            date=wording.date,
        )


class _Finder:
    """Finds the claim that words which only point at it are about."""

    def __init__(self, seen: Sightings, groups: Sequence[Sequence[int]], parties: Parties) -> None:
        self._seen = seen
        self._parties = parties
        self._groups = groups
        self._owner = {reading: g for g, group in enumerate(groups) for reading in group}
        self._index = {reading: i for i, reading in enumerate(seen.readings)}
        self._heavy = [i for i in range(len(seen.sights)) if seen.weighs(i)]
        vectors = np.array([seen.sights[i].whole for i in self._heavy], dtype=np.float32)
        self._near_by = Neighbourhoods(vectors) if self._heavy else None

    def group(self, wording: Wording) -> int:
        """Return the group of a wording's reading."""
        return self._owner[self._index[wording.reading]]

    def is_alone(self, group: int) -> bool:
        """Say whether a group holds one reading only."""
        return len(self._groups[group]) == 1

    def find_target(self, wording: Wording, before: Sequence[Wording]) -> tuple[int, Reason] | None:
        """Return the group that a wording is about, and why; None when it can't be told."""
        own = self._own_words(wording)
        if len(own) >= LEAST_WORDS:
            found = self._find_said(wording, own, before)
            if found or not wording.calls:
                return found
            own = []
        near = [w for w in before[-FARTHEST:] if self._can_be_meant(w, wording)]
        theirs = self._find_holders(wording, near)
        if theirs:
            near = theirs
        elif not own and (wording.calls or wording.act in _DOUBTS):
            near = near[-NEAREST:]  # "denied it", "rejected the claim": what was said last
        ranked = [(self._fits(w, wording), number, w) for number, w in enumerate(near)]
        if not ranked:
            return None
        score, _, chosen = max(ranked, key=lambda item: item[:2])
        if not theirs and score < (LEAST_FIT if own or wording.act in _SILENT else 1):
            return None  # "the letter", "did not reply": nobody right before spoke of it or them
        if not own and wording.act not in _SILENT:
            chosen = _find_main(chosen, before)
        detail = "it points back at what was said right before"
        spans = (wording.proposition.span, chosen.proposition.span)
        return self.group(chosen), Reason(name="said before", detail=detail, score=0.7, spans=spans)

    def _find_said(
        self, wording: Wording, own: Sequence[int], before: Sequence[Wording]
    ) -> tuple[int, Reason] | None:
        """Return the group that says what a wording is about in like words, if any does."""
        last = [w for w in before[-NEAREST:] if self._can_be_meant(w, wording)]
        near_ones = [self._index[w.reading] for w in last]
        if wording.act is Act.COULD_NOT_CONFIRM:
            # What could not be confirmed has just been said.
            near = self._find_by_words(wording, own, near_ones, LEAST_HELD_NEAR)
            if near:
                return near
        least = LEAST_HELD_CLAUSE if wording.weighs else LEAST_HELD
        found = self._find_by_words(wording, own, self._near(wording), least)
        if found or wording.act not in _DOUBTS:
            return found
        return self._find_by_words(wording, own, near_ones, LEAST_HELD_NEAR)

    def _find_holders(self, wording: Wording, near: Sequence[Wording]) -> list[Wording]:
        """Return what is said by those whose claim a wording points at: "the surgeon's account"."""
        words = wording.reading.words
        holders = {_fold_owner(words[i]) for i in _find_owners(words)}
        if not holders:
            return []
        told = {  # "Halvard Miske, who has been a surgeon for years"
            name
            for other in near
            if holders & {word.lower() for word in other.reading.words}
            for name in other.reading.names
        }
        return [w for w in near if holders & self._list_called(w) or told & self._speakers(w)]

    def _list_called(self, wording: Wording) -> set[str]:
        """Return the words by which those who say something are known: names and roles."""
        if wording.statement is None:
            return set()
        return {
            word.lower()
            for entity in self._parties.find(wording.statement)
            for words in (entity.name, *entity.names, *(role.text for role in entity.roles))
            for word in words.split()
        }

    def _own_words(self, wording: Wording) -> list[int]:
        pointers = load_map("claim_pointers")
        reading = wording.reading
        words = [word.lower() for word in reading.words]
        # "Rejected the account as a lie": what it is called says nothing of what it is about.
        end = words.index("as") if reading.nominal and "as" in words else len(words)
        if wording.calls:
            verdicts = load_map("claim_verdicts")
            end = min(
                [end, *(i for i, word in enumerate(words) if word in verdicts or word == "as")]
            )
        aside = {*reading.subject, *_find_owners(words)}
        return [
            i
            for i, word in enumerate(words[:end])
            if reading.stems[i] and word not in pointers and i not in aside
        ]

    def _near(self, wording: Wording) -> Sequence[int]:
        """Return the readings nearest to a wording as a whole, the only ones looked at closely."""
        if self._near_by is None:
            return ()
        vector = self._seen.sights[self._index[wording.reading]].whole
        return [self._heavy[i] for i in self._near_by.find_nearest(vector, CLOSER_LOOKS)]

    def _find_by_words(
        self,
        wording: Wording,
        own: Sequence[int],
        readings: Sequence[int],
        least: float = LEAST_HELD,
    ) -> tuple[int, Reason] | None:
        """Return the group of the reading that holds a wording's own words best, if well."""
        at = self._index[wording.reading]
        others = [other for other in readings if other != at]
        found = measure_held(self._seen.sights[at], own, [self._seen.sights[o] for o in others])
        # The first of the best; their order is that of the readings given.
        best = max(zip(found, others, strict=True), key=itemgetter(0), default=None)
        if best is None or best[0] < least:
            return None
        detail = "what it speaks to is worded as in this claim"
        spans = (wording.proposition.span, self._seen.wordings[best[1]][0].proposition.span)
        reason = Reason(name="worded alike", detail=detail, score=best[0], spans=spans)
        return self._owner[best[1]], reason

    def _can_be_meant(self, other: Wording, wording: Wording) -> bool:
        """Say whether a proposition can be what a later one of its report points back at."""
        if not other.weighs or other.act in ANSWERS or read_pointing(other) is not None:
            return False
        return not self._speakers(other) & self._speakers(wording)

    def _speakers(self, wording: Wording) -> set[str]:
        if wording.statement is None:
            return set()
        return {entity.id for entity in self._parties.find(wording.statement)}

    def _fits(self, other: Wording, wording: Wording) -> int:
        """Return how well an earlier proposition fits: it names the party, or is an accusation."""
        named = bool(self._speakers(wording) & set(other.reading.names))
        shared = {stem(wording.reading.words[i]) for i in self._own_words(wording)}
        told = bool((shared | wording.beside) & {*other.reading.stems, *other.told_by})
        theirs = bool(self._speakers(other) & set(wording.reading.names))
        statement = other.statement
        indirect = statement is not None and statement.kind is not StatementKind.DIRECT
        accuses = other.act is Act.ACCUSES
        fits = 2 * (told + named + accuses + theirs) + (statement is not None) + indirect
        return fits + (indirect and _is_just_before(other, wording))


def _is_just_before(other: Wording, wording: Wording) -> bool:
    """Say whether an answer stands right after what somebody unnamed says was so.

    What is heard in confidence is put to those it is about; plans are put to nobody.
    """
    speaker = other.statement.attribution.speaker if other.statement else None
    if speaker is None or speaker.kind not in UNNAMED or other.reading.mode != "was":
        return False
    if wording.statement is None or wording.statement.cue is None:
        return False
    return 0 <= wording.statement.cue.start - other.proposition.span.end < BESIDE


def _find_owners(words: Sequence[str]) -> list[int]:
    """Return which words say whose claim is pointed at: "the surgeon's allegations"."""
    pointers = load_map("claim_pointers")
    return [
        i
        for i, (left, right) in enumerate(pairwise(words))
        if right.lower() in pointers and _fold_owner(left) != left.lower()
    ]


def _fold_owner(word: str) -> str:
    low = word.lower()
    return low.removesuffix("'s").removesuffix("’s")


def _find_main(chosen: Wording, before: Sequence[Wording]) -> Wording:
    """Return the first of the clauses said together with the one chosen: the main one.

    "He denied it" is about what was said, not about the "when it left the plant" in it.
    """
    if chosen.statement is None:
        return chosen
    together = (w for w in before if w.statement and w.statement.id == chosen.statement.id)
    return next((w for w in together if w.weighs), chosen)


def list_spans(stances: Iterable[Stance]) -> tuple[Span, ...]:
    """Return the words of these stances, each once, in order."""
    return tuple(sorted({stance.span for stance in stances}))
