"""A record for the desk's tests: the page's full story, with claims, events, copies, changes."""

from dataclasses import replace
from pathlib import Path

from makers import find
from onrecord.records import (
    Act,
    Change,
    ChangeKind,
    Claim,
    Comparison,
    DateValue,
    Derivation,
    DerivationKind,
    Document,
    Drift,
    Edit,
    EditKind,
    Entity,
    Event,
    Evidence,
    Happening,
    Line,
    Locality,
    Origin,
    Participant,
    Provenance,
    Realis,
    Reason,
    Stance,
    Statement,
    Story,
    Verdict,
    content_id,
)
from onrecord.store.databases import save_story
from report.stories import full_story


def desk_story() -> Story:
    """A story with something in every view of the desk."""
    story = full_story()
    monday, tuesday, wednesday = story.evidence
    wall, cracked = monday.statements[2], tuesday.statements[3]
    first, again, later = monday.statements[0], tuesday.statements[0], wednesday.statements[1]
    people = _people(story)
    claim = _claim(wall, people)
    other = replace(
        claim,
        id=content_id("claim", "cracked"),
        label=cracked.contents[0],
        statement_ids=(cracked.id,),
        stances=(_stance(cracked, people),),
    )
    fled = _event(monday.document, "moved", when="2025-02-02")
    fled_too = _event(tuesday.document, "moved", when=None)
    planned = replace(
        _event(tuesday.document, "bring in", when=None), realis=Realis.FUTURE, type="MOBILIZE"
    )
    return replace(
        story,
        evidence=(
            replace(monday, events=(fled,)),
            replace(tuesday, events=(fled_too, planned)),
            wednesday,
        ),
        entities=people,
        claims=(claim, other),
        happenings=(
            Happening(
                id=content_id("happening", "moved"),
                type="RETREAT",
                label=fled.trigger,
                event_ids=(fled.id, fled_too.id),
                origin_ids=("o1", "o2"),
                reasons=(Reason(name="same words", detail="people moved at Lissen"),),
            ),
        ),
        lines=(
            Line(
                id=content_id("line", "moved"),
                label=find(tuesday.document, "had been moved"),
                statement_ids=(first.id, again.id),
                uses=(find(monday.document, "were moved"), find(tuesday.document, "been moved")),
                reasons=(Reason(name="words", detail="two speakers"),),
            ),
        ),
        drifts=(
            Drift(
                id=content_id("drift", "left"),
                left_id=again.id,
                right_id=later.id,
                edits=(
                    Edit(
                        kind=EditKind.CHANGED,
                        left=find(tuesday.document, "around 120"),
                        right=find(wednesday.document, "nearly 130"),
                    ),
                ),
                signs=("changed words",),
            ),
        ),
        comparisons=(
            *story.comparisons,
            Comparison(left_id=claim.id, right_id=other.id, verdict=Verdict.UNDECIDED),
        ),
        derivations=(_copy(tuesday, monday),),
        origins=(
            Origin(
                id="o1",
                document_ids=(monday.document.id, tuesday.document.id),
                name="Lissen Wire",
                reasons=(Reason(name="credit", detail="both name Lissen Wire"),),
            ),
            Origin(id="o2", document_ids=(wednesday.document.id,)),
        ),
        changes=(
            Change(kind=ChangeKind.NEW, part="statements", row_id=wall.id, after="denied it"),
            Change(
                kind=ChangeKind.REVISED,
                part="claims",
                row_id=claim.id,
                before_id="gone",
                before="the wall was weak",
                after="the wall had been weakened by dredging",
            ),
        ),
    )


def save_desk_record(folder: Path, story: Story | None = None) -> Path:
    """Write a record's folder (its database alone) and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    save_story(story or desk_story(), folder / "record.db")
    return folder


def _people(story: Story) -> tuple[Entity, ...]:
    known = {row for entity in story.entities for row in entity.statement_ids}
    found: dict[str, list[Statement]] = {}
    for evidence in story.evidence:
        for row in evidence.statements:
            speaker = row.attribution.speaker
            if row.id not in known and speaker is not None and not speaker.candidates:
                found.setdefault(speaker.id, []).append(row)
    made = []
    for key, rows in found.items():
        speaker = rows[0].attribution.speaker
        assert speaker is not None
        made.append(
            Entity(
                id=content_id("entity", key),
                name=speaker.name,
                kind=speaker.kind,
                names=(speaker.name,),
                chain_ids=(key,),
                statement_ids=tuple(row.id for row in rows),
            )
        )
    return (*story.entities, *made)


def _stance(row: Statement, people: tuple[Entity, ...]) -> Stance:
    owner = next((each.id for each in people if row.id in each.statement_ids), None)
    return Stance(
        entity_id=owner,
        document_id=row.document_id,
        act=row.act,
        span=row.contents[0],
        statement_id=row.id,
        date="2025-02-03",
    )


def _claim(wall: Statement, people: tuple[Entity, ...]) -> Claim:
    denial = _stance(wall, people)
    # The report itself is a party too: what it asserts in its own voice.
    asserted = replace(denial, entity_id=None, act=Act.SAYS, statement_id=None)
    return Claim(
        id=content_id("claim", wall.id),
        label=wall.contents[0],
        statement_ids=(wall.id,),
        spans=wall.contents,
        stances=(asserted, denial),
        origin_ids=("o1",),
        reasons=(Reason(name="words", detail="the same words"),),
    )


def _event(document: Document, word: str, when: str | None) -> Event:
    trigger = find(document, word)
    who = find(document, "people") if "people" in document.text else trigger
    return Event(
        id=content_id("event", document.id, trigger.start),
        document_id=document.id,
        trigger=trigger,
        type="RETREAT",
        actors=(Participant(span=who, head=who, name="people"),),
        place=Locality(span=find(document, "Lissen"), name="Lissen"),
        when=DateValue(value=when, spans=(find(document, "Sunday"),), rule="on Sunday")
        if when
        else None,
        provenance=Provenance(spans=(trigger,), method="by hand", confidence=1.0),
    )


def _copy(taker: Evidence, giver: Evidence) -> Derivation:
    spans = (find(taker.document, "Lissen"), find(giver.document, "Lissen"))
    return Derivation(
        id=content_id("derivation", "copy"),
        kind=DerivationKind.COPY,
        document_id=taker.document.id,
        from_id=giver.document.id,
        directed=True,
        reasons=(Reason(name="shared", detail="they share a name", spans=spans),),
    )
