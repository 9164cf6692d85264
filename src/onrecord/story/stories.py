"""One story from the evidence of its reports; the order they come in does not matter."""

from collections.abc import Sequence

from onrecord.records import Evidence, Story, Unread
from onrecord.story.derivations import link_derivations
from onrecord.story.entities import link_entities
from onrecord.story.gatherings import Group, Pair
from onrecord.story.lines import link_lines
from onrecord.story.origins import link_origins
from onrecord.story.series import link_series


def link_story(
    evidence: Sequence[Evidence],
    unread: Sequence[Unread],
    joins: Sequence[Group] = (),
    splits: Sequence[Pair] = (),
) -> Story:
    """Return the story these reports make together.

    `joins` are chains that a reviewer holds to be one somebody, `splits` pairs of those that are
    not.
    """
    ordered = tuple(sorted(evidence, key=_when))
    derivations = link_derivations(ordered)
    entities = link_entities(ordered, joins, splits)
    return Story(
        evidence=ordered,
        unread=tuple(sorted(unread, key=lambda u: (u.path, u.reason))),
        entities=entities,
        series=link_series(ordered),
        lines=link_lines(ordered, entities),
        derivations=derivations,
        origins=link_origins(ordered, derivations),
    )


def _when(evidence: Evidence) -> tuple[bool, str, str, str]:
    document = evidence.document
    return document.published is None, document.published or "", document.path, document.id
