"""Publics: whether what is told concerns public life, or is nobody's politics.

A match report, a film, a quarterly result or a hospital's case uses the words of politics too:
"the Falcons attacked", "offered him a deal". What a report is about is read off its words
(table `register_words`); in one about something else an event counts only if somebody public
takes part. Everywhere, nobody in particular ("you can't", "someone") does nothing.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cache

from onrecord.extract.events.arguments import find_subject
from onrecord.extract.events.compositions import Composed
from onrecord.extract.events.trees import Tree, load_states
from onrecord.lexicon import load_table
from onrecord.records import Participant

_PUBLIC = frozenset(["GOV", "MIL", "COP", "JUD", "LEG", "REB", "PTY", "OPP", "IGO", "IMG", "NGO"])
_PUBLIC |= {"UAF", "SPY", "LAB", "REF", "PRM", "REL"}
_COURTS = frozenset({"JUD"})
_SOFT = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
_SOFT |= {"REQUEST", "REJECT"}
# What the state does to somebody, or grave violence: public whoever suffers it.
_GRAVE = frozenset({"arrest", "deport", "convict", "firearms", "explosives", "abduct", "sexual"})
_GRAVE |= {"assassinate", "execute", "massacre", "suicide-attack", "primitive"}
_NOBODY = frozenset({"someone", "somebody", "anyone", "anybody", "one", "you"})
_MODALS = frozenset({"can", "ca", "could", "should", "may", "might", "must"})
_LAWS = frozenset({"law", "constitution", "code", "statute", "legislation"})
_STANDING = frozenset({"the", "this", "that", "its", "their", "his", "her"})
_TALK = frozenset({"speak", "talk", "chat"})
# A report is about something else if it has as many words of that, and so much more than of
# public life. Set on news of nine outlets and on ECB+: no political report comes near it.
LEAST_WORDS = 4
MARGIN = 2.5


@cache
def _load_registers() -> dict[str, str]:
    found: dict[str, str] = {}
    for register, words in load_table("register_words"):
        for word in words.split():
            found.setdefault(word, register)
    return found


def is_private(tree: Tree) -> bool:
    """Say whether a report is about sport, films, business, medicine or home, not public life."""
    known = _load_registers()
    counts: Counter[str] = Counter()
    for index, token in enumerate(tree.tokens):
        register = known.get(tree.lemma(index)) or known.get(token.text.lower())
        if register is not None:
            counts[register] += 1
    public = counts.pop("public", 0)
    most = max(counts.values(), default=0)
    return most >= LEAST_WORDS and most > MARGIN * public


def concerns_nobody(
    tree: Tree,
    found: Composed,
    doers: Sequence[Participant],
    others: Sequence[Participant],
    private: bool,
) -> bool:
    """Say whether an event is no public one, seen who takes part and what the report is about."""
    if _is_standing_law(tree, found) or _is_standing_deal(tree, found):
        return True
    if doers and all(_is_anybody(tree, found, each) for each in doers):
        return True
    parties = (*doers, *others)
    if private:
        return found.mode not in _GRAVE and not _has_public(tree, found, doers, others)
    if any(_is_public(tree, party) for party in parties):
        return found.type == "CONSULT" and _is_interview(tree, found, parties)
    if found.type not in _SOFT:
        return False
    sectors = [set(party.sectors) for party in parties]
    if sectors and all(each == {"BUS"} for each in sectors) and found.type != "REQUEST":
        return True
    return found.type == "CONSULT" and _is_interview(tree, found, parties)


def _has_public(
    tree: Tree,
    found: Composed,
    doers: Sequence[Participant],
    others: Sequence[Participant],
) -> bool:
    """Say whether somebody public takes part where a report is about something else.

    A country that acts does; one that is only where it happens does not, nor a court that lets
    doctors operate.
    """
    told = [each for each in others if each.sectors or not doers]
    public = [each for each in (*doers, *told) if _is_public(tree, each)]
    if found.type in _SOFT:
        public = [each for each in public if not set(each.sectors) & _COURTS]
    return bool(public)


def _is_public(tree: Tree, party: Participant) -> bool:
    """Say whether somebody stands for a state, an authority, an army, a movement or a party."""
    if party.sectors:
        return bool(_PUBLIC & set(party.sectors))
    head = party.head.of(tree.annotated.document.text)
    return bool(party.countries) and head in load_states()


def _is_anybody(tree: Tree, found: Composed, party: Participant) -> bool:
    """Say whether a party is nobody in particular: "someone", a "you" that stands for all."""
    word = party.head.of(tree.annotated.document.text).lower()
    if word not in _NOBODY:
        return False
    if word not in {"you", "one"}:
        return found.type in _SOFT and party.chain_id is None
    verb = found.match.index
    above = tree.tokens[verb].head
    places = [verb, *([above] if tree.tokens[verb].dep in {"conj", "xcomp"} else [])]
    return any(tree.tokens[c].text.lower() in _MODALS for p in places for c in tree.children[p])


def _is_interview(tree: Tree, found: Composed, parties: Sequence[Participant]) -> bool:
    """Say whether somebody only talks to the press: "speaking with a magazine"."""
    press = any(set(party.sectors) == {"JRN"} for party in parties)
    return press and tree.lemma(found.match.index) in _TALK


def _is_standing_deal(tree: Tree, found: Composed) -> bool:
    """Say whether a noun names an agreement that is there already: "under the Orsk accord"."""
    noun = found.match.index
    if found.type != "AGREE" or not found.match.is_noun or found.carrier is not None:
        return False
    children = tree.children[noun]
    words = {tree.tokens[c].text.lower() for c in children}
    named = any(
        tree.tokens[c].pos == "PROPN" and tree.tokens[c].dep == "compound" for c in children
    )
    told = any(tree.tokens[c].dep == "acl" for c in children) or found.governed is not None
    return (named or bool(words & _STANDING)) and not told


def _is_standing_law(tree: Tree, found: Composed) -> bool:
    """Say whether a law in force, and nobody, forbids or bids: "the law prohibits"."""
    verb = found.match.index
    if found.match.is_noun or found.type not in {"COERCE", "SANCTION", "REQUEST", "CONCEDE"}:
        return False
    token = tree.tokens[verb]
    subject = token.head if token.dep == "acl" else find_subject(tree, verb)
    if subject is None or tree.lemma(subject) not in _LAWS:
        return False
    fresh = any(tree.lemma(c) in {"new", "proposed", "draft"} for c in tree.children[subject])
    enacted = token.dep == "acl" and tree.tokens[subject].dep in {"dobj", "nsubjpass"}
    return token.tag in {"VBZ", "VBP", "VBG"} and not fresh and not enacted
