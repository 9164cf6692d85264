"""Reports for the tests of entities: a text and who is named in it, found by their words."""

from dataclasses import replace

from makers import find, make_document, make_statement
from onrecord.records import (
    CoreferenceChain,
    Entity,
    Evidence,
    Mention,
    MentionKind,
    Role,
    SpeakerKind,
    Statement,
    content_id,
)

_KINDS = {
    SpeakerKind.PERSON: MentionKind.PERSON,
    SpeakerKind.ORGANIZATION: MentionKind.ORGANIZATION,
    SpeakerKind.METONYM: MentionKind.PLACE,
    SpeakerKind.GROUP: MentionKind.GROUP,
}


def make_report(
    text: str,
    people: tuple[str, ...] = (),
    bodies: tuple[str, ...] = (),
    *,
    metonyms: tuple[str, ...] = (),
    groups: tuple[str, ...] = (),
    roles: dict[str, str] | None = None,
    named: dict[str, MentionKind] | None = None,
    says: str | None = None,
    published: str | None = "2024-05-01",
    path: str = "",
) -> Evidence:
    """Make a report with a chain for each person, body, metonym and group; `named` has no chain.

    `roles` gives a person's role in the text's own words; `says` names who says all of `text`.
    """
    document = make_document(text, path=path or f"{content_id(text)}.txt", published=published)
    chains = []
    for kind, names in (
        (SpeakerKind.PERSON, people),
        (SpeakerKind.ORGANIZATION, bodies),
        (SpeakerKind.METONYM, metonyms),
        (SpeakerKind.GROUP, groups),
    ):
        for name in names:
            role = (roles or {}).get(name)
            chains.append(
                CoreferenceChain(
                    id=content_id("chain", document.id, name),
                    name=name,
                    kind=kind,
                    mentions=(find(document, name),),
                    roles=(Role(text=role, span=find(document, role)),) if role else (),
                )
            )
    mentions = [Mention(span=c.mentions[0], kind=_KINDS[c.kind]) for c in chains]
    mentions += [Mention(span=find(document, n), kind=k) for n, k in (named or {}).items()]
    rows: tuple[Statement, ...] = ()
    if says:
        chain = next(c for c in chains if c.name == says)
        rows = (_speak(make_statement(document, text.strip(), source=says), chain),)
    return Evidence(
        document=document,
        mentions=tuple(sorted(mentions, key=lambda m: m.span)),
        chains=tuple(chains),
        statements=rows,
    )


def _speak(row: Statement, chain: CoreferenceChain) -> Statement:
    assert row.attribution.speaker is not None
    speaker = replace(row.attribution.speaker, id=chain.id, name=chain.name, kind=chain.kind)
    return replace(row, attribution=replace(row.attribution, speaker=speaker))


def names_of(entities: tuple[Entity, ...]) -> list[tuple[str, ...]]:
    """Return the names of each entity, as sorted tuples in order."""
    return [entity.names for entity in entities]
