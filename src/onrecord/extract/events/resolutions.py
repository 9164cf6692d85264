"""Resolutions: the participants of an event, each resolved as far as the report settles who it is.

A pronoun is whom it stands for ("we" in somebody's words is that somebody); a bare phrase is what
it takes up ("the two leaders"). The words stay those of the event's own clause; the name, country
and sectors are the other's.
"""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.events.agreements import is_person
from onrecord.extract.events.antecedents import find_before
from onrecord.extract.events.contexts import Context
from onrecord.extract.events.earlier import find_antecedent
from onrecord.extract.events.harms import find_thing
from onrecord.extract.events.phrases import draw_phrase
from onrecord.extract.events.pronouns import find_coming, find_own_speaker, find_owner
from onrecord.extract.events.takings import find_taken_up, is_country
from onrecord.extract.events.trees import Tree
from onrecord.lexicon import load_words
from onrecord.lexicon.actors import name_country
from onrecord.parses import find_range, find_root
from onrecord.records import Participant, Span, Speaker, SpeakerKind


def resolve_parties(
    tree: Tree,
    context: Context,
    indices: Sequence[int],
    told: Sequence[int] | None = None,
    others: Sequence[int] = (),
    acting: Sequence[Participant] = (),
) -> tuple[Participant, ...]:
    """Return the participants that heads of phrases stand for, each but once.

    One acted on through what is his is drawn with it ("a Greek tanker"), but for the words by
    which the event is `told`, given where they are recipients; `others` act on them, who are
    `acting`: a pronoun of theirs is no recipient ("apologised for his remarks").
    """
    found: dict[str, Participant] = {}
    known = {_key(each) for each in acting}
    for index in indices:
        for each in _resolve(tree, context, index, told, others):
            if _key(each) in known and tree.tokens[index].pos == "PRON":
                low = tree.tokens[index].text.lower()
                own = tree.tokens[index].tag == "PRP$" or low in load_words("first_persons")
                if own or low.endswith(("self", "selves")):
                    continue
                each = tree.participants.resolve(each.span, each.head)
            if not _is_nobody(tree, index, each):
                found.setdefault(_key(each), each)
    return tuple(found.values())


def _is_nobody(tree: Tree, index: int, each: Participant) -> bool:
    """Say whether an "its" or "our" is all there is to say who somebody is."""
    token = tree.tokens[index]
    bare = token.tag == "PRP$" and token.text.lower() in {"its", "our", "my"}
    return bare and each.name.lower() == token.text.lower()


def _key(each: Participant) -> str:
    return f"{each.chain_id or each.name} {each.countries}"


def _resolve(
    tree: Tree, context: Context, index: int, told: Sequence[int] | None, others: Sequence[int]
) -> list[Participant]:
    head = tree.span(index, index)
    held = index if told is None else find_thing(tree, index, told)
    own = tree.participants.resolve(draw_phrase(tree, held), head)
    pronoun = tree.tokens[index].pos == "PRON"  # no "US"
    if pronoun and tree.tokens[index].text.lower() in load_words("first_persons"):
        return _find_speakers(tree, context, index, own) or [own]
    if own.chain_id is not None and (pronoun or own.countries or not _is_unnamed(tree, head)):
        return [own]
    meant = find_meant(tree, context, index, told is not None, others)
    if meant:
        return [_take_over(tree, own, each, index) for each in meant]
    group = tree.participants.find_chain(head)
    if group and group.members and tree.conjuncts(index) == [index]:  # "both vowed to go"
        return tree.participants.list_members(group.members, own)
    teller = context.find_teller(index)
    return (tree.participants.list_members(teller.members, own) if teller else []) or [own]


def _is_unnamed(tree: Tree, head: Span) -> bool:
    """Say whether all the report has for somebody is a phrase, no name."""
    chain = tree.participants.find_chain(head)
    return chain is not None and chain.kind is SpeakerKind.ANONYMOUS


def _find_speakers(tree: Tree, context: Context, index: int, own: Participant) -> list[Participant]:
    """Return who "I" or "we" is in somebody's words; nobody where one of several says "I"."""
    speaker = context.find_speaking(index)
    if speaker is None:
        return []
    if speaker.members:
        many = tree.tokens[index].text.lower() in {"we", "us", "our", "ourselves"}
        return tree.participants.list_members(speaker.members, own) if many else []
    known = tree.participants.describe(speaker, own) if _may_speak(tree, speaker) else None
    return [known] if known else []


def _may_speak(tree: Tree, speaker: Speaker) -> bool:
    """Say whether a speaker is somebody: a "message" says no "we" of its own."""
    if speaker.kind is not SpeakerKind.ANONYMOUS:
        return True
    span = tree.participants.find_mention(speaker.id)
    root = find_root(tree.tokens, find_range(tree.tokens, span)) if span else None
    return root is not None and "actor" in tree.classes(tree.core(root))


def find_meant(
    tree: Tree, context: Context, index: int, recipient: bool, others: Sequence[int]
) -> list[int]:
    """Return the words that name whom a word stands for: several for a group."""
    if tree.tokens[index].pos != "PRON" and tree.tokens[index].tag != "PRP$":
        return find_taken_up(tree, context, index, others)
    meant = find_owner(tree, index)
    if meant is None:
        meant = find_own_speaker(tree, index)
        if meant is not None and context.find_voice(meant) != context.find_voice(index):
            meant = None  # “He lied,” said Okoro: of another
    if meant is None and recipient:
        meant = find_antecedent(tree, index)
    if meant is None:
        meant = find_coming(tree, index)
    if meant is None:
        meant = find_before(tree, context, index)
    if meant is None:
        return []
    unknown = tree.participants.find_chain(tree.span(meant, meant)) is None
    if tree.tokens[meant].pos == "PRON" and unknown and meant < index:  # "if they lose their case"
        return find_meant(tree, context, meant, False, others) or [meant]
    return tree.conjuncts(meant)


def _take_over(tree: Tree, own: Participant, index: int, taken: int) -> Participant:
    """Return a participant as the words at `index` name him, in the words `taken` for him."""
    other = tree.participants.resolve(draw_phrase(tree, index), tree.span(index, index))
    if is_country(tree, taken) and is_person(tree, index):  # his country, of which he speaks
        named = name_country(other.countries[0]) if other.countries else own.name
        signs = tuple(r for r in other.reasons if r.name == "country")
        return replace(own, name=named, countries=other.countries, reasons=signs)
    return replace(
        own,
        name=other.name,
        chain_id=other.chain_id,
        countries=other.countries,
        sectors=other.sectors,
        reasons=other.reasons,
    )
