"""Who speaks, as a reviewer has it: the speaker of a statement and the chains it moves between.

The words of the source go over to the chain of whoever is named, so that what joins people
across reports sees it as if it had been read so. A name that no chain of the report bears gets
a chain of its own.
"""

from collections.abc import Mapping
from dataclasses import replace

from onrecord.names import body_key, name_parts, same_full_name
from onrecord.records import (
    CoreferenceChain,
    Reason,
    Span,
    Speaker,
    SpeakerKind,
    content_id,
)

Chains = dict[str, CoreferenceChain]


def name_speaker(
    chains: Chains, place: Span, source: Span | None, name: str, kind: SpeakerKind, reason: Reason
) -> Speaker:
    """Return the speaker called `name` and move the source's words to its chain.

    `place` stands for a speaker whom no words of the statement name.
    """
    chain = _find_chain(chains, name, kind)
    if chain is None:
        chain = CoreferenceChain(
            id=content_id("chain by hand", place.document_id, name, kind),
            name=name,
            kind=kind,
            mentions=(source or place,),
        )
    if source and source not in chain.mentions:
        chain = replace(chain, mentions=tuple(sorted((*chain.mentions, source))))
    _take_away(chains, source, chain.id)
    chains[chain.id] = chain
    return _make_speaker(chain, reason)


def unname_speaker(
    chains: Chains, source: Span | None, words: str, reason: Reason | None = None
) -> Speaker | None:
    """Return a speaker known only by the source's words: it is not told who that is."""
    if source is None:
        return None
    _take_away(chains, source, "")
    return Speaker(
        id=content_id("speaker", source.document_id, source.start),
        name=" ".join(words.split()),
        kind=SpeakerKind.UNRESOLVED,
        reasons=(reason,) if reason else (),
    )


def find_speaker(chains: Mapping[str, CoreferenceChain], source: Span | None) -> Speaker | None:
    """Return whom a source stands for by the chains of the report; None if by none."""
    for chain in chains.values():
        if source in chain.mentions:
            return _make_speaker(chain)
    return None


def _find_chain(chains: Chains, name: str, kind: SpeakerKind) -> CoreferenceChain | None:
    exact = [chain for chain in chains.values() if chain.name == name]
    if exact:
        return exact[0]
    if kind is SpeakerKind.PERSON:
        parts = name_parts(name)
        same = [c for c in chains.values() if c.kind is kind and _is_same(c, parts)]
    else:
        key = body_key(name)
        same = [c for c in chains.values() if c.kind is kind and body_key(c.name) == key]
    return same[0] if len(same) == 1 else None


def _is_same(chain: CoreferenceChain, parts: tuple[str, ...]) -> bool:
    return same_full_name(name_parts(chain.name), parts)


def _take_away(chains: Chains, span: Span | None, keeper: str) -> None:
    """Take a mention from every chain but one; a chain without any is gone."""
    for chain in list(chains.values()):
        if chain.id == keeper or span not in chain.mentions:
            continue
        left = tuple(mention for mention in chain.mentions if mention != span)
        if left:
            chains[chain.id] = replace(chain, mentions=left)
        else:
            del chains[chain.id]


def _make_speaker(chain: CoreferenceChain, reason: Reason | None = None) -> Speaker:
    return Speaker(
        id=chain.id,
        name=chain.name,
        kind=chain.kind,
        roles=chain.roles,
        affiliation=chain.affiliation,
        members=chain.members,
        candidates=() if reason else chain.candidates,
        reasons=(reason,) if reason else chain.reasons,
    )
