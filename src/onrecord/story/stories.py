"""One story from the evidence of its reports; the order they come in does not matter."""

from collections.abc import Sequence

from onrecord.records import Evidence, Story, Unread
from onrecord.story.claims.links import link_claims
from onrecord.story.derivations import link_derivations
from onrecord.story.drifts import link_drifts
from onrecord.story.entities import link_entities
from onrecord.story.figure_comparisons import compare_figures
from onrecord.story.gatherings import Group, Pair
from onrecord.story.happenings import link_happenings
from onrecord.story.lines import link_lines
from onrecord.story.origins import link_origins
from onrecord.story.series import link_series
from onrecord.story.versions import compare_versions


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
    origins = link_origins(ordered, derivations)
    series = link_series(ordered)
    claims, contradictions = link_claims(ordered, entities, origins)
    happenings = link_happenings(ordered, entities, origins)
    return Story(
        evidence=ordered,
        unread=tuple(sorted(unread, key=lambda u: (u.path, u.reason))),
        entities=entities,
        claims=claims,
        happenings=happenings,
        series=series,
        lines=link_lines(ordered, entities),
        drifts=link_drifts(ordered, entities),
        comparisons=(
            *compare_figures(ordered, series, entities, origins),
            *contradictions,
            *compare_versions(ordered, happenings, entities, origins),
        ),
        derivations=derivations,
        origins=origins,
    )


def _when(evidence: Evidence) -> tuple[bool, str, str, str]:
    document = evidence.document
    return document.published is None, document.published or "", document.path, document.id
