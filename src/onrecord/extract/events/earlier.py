"""Earlier parties: whom an act is done to where only the words before it in its sentence say so.

The clause an answer answers ("the union asked, but the board refused the request"), whom the
words were addressed to, and the phrase a sentence opens with. Looked into late; nobody is named
from another sentence.
"""

from collections.abc import Iterator

from onrecord.extract.events.agreements import find_sex
from onrecord.extract.events.arguments import find_subject
from onrecord.extract.events.holders import list_parties, reduce_to_actor
from onrecord.extract.events.trees import Tree, is_verb, load_states
from onrecord.lexicon import load_words
from onrecord.records import MentionKind

_ANSWERS = frozenset({"REJECT", "CONCEDE", "AGREE"})
_ADDRESSED = frozenset({"REJECT", "THREATEN", "REQUEST", "AGREE"})
_HARMS = frozenset({"ASSAULT", "COERCE"})
_OPENED = frozenset({"SANCTION", "AID", "ASSAULT", "COERCE", "CONCEDE"})
_TELLING = frozenset({"tell", "warn", "assure", "inform", "notify", "remind", "caution"})
_OWN = frozenset({"it", "they", "we", "he", "she", "i"})
_PEOPLE = frozenset({"civilians", "captive", "troops", "worker"})
_SETTING = frozenset(["in", "at", "on", "near", "from", "during", "since", "like", "unlike", "for"])
_STEPS = 5
_DEEPEST = 5


def find_earlier_party(tree: Tree, verb: int, kind: str, taken: frozenset[int]) -> list[int]:
    """Return whom an act of a verb is done to, read off what stands before it, if it says so."""
    found: list[int] = []
    if kind in _ANSWERS:
        found = [i for i in _find_answered(tree, verb) if i not in taken]
    if kind in _HARMS:
        found = [i for i in _find_beside(tree, verb) if i not in taken]
    if not found and kind in _OPENED:
        opening = _find_opening(tree, verb, anybody=kind == "CONCEDE")
        found = [i for i in opening if i not in taken]
    return found


def find_addressees(tree: Tree, verb: int, kind: str) -> list[int]:
    """Return whom a clause is told to: "told the envoys that it would not accept"."""
    place = verb
    while tree.tokens[place].dep == "conj" and is_verb(tree.tokens[tree.tokens[place].head]):
        place = tree.tokens[place].head
    above = tree.tokens[place].head
    if tree.tokens[place].dep not in {"ccomp", "xcomp"} or tree.lemma(above) not in _TELLING:
        return []
    if kind not in _ADDRESSED and not _is_announced(tree, verb):
        return []
    held = tree.child(above, "dobj", "dative")
    return [
        i
        for i in list_parties(tree, held)
        if "media" not in tree.classes(i) and tree.lemma(i) not in load_words("audiences")
    ]


def _is_announced(tree: Tree, verb: int) -> bool:
    """Say whether who tells of an act will do it: "warned Velia that it might use force"."""
    subject = tree.child(verb, "nsubj")
    own = subject is not None and tree.tokens[subject].text.lower() in _OWN
    return own and any(tree.tokens[c].tag == "MD" for c in tree.children[verb])


def _find_answered(tree: Tree, verb: int) -> Iterator[int]:
    """Yield who did what the clause answers: "Velia asked …, but Ostra turned the request down"."""
    token = tree.tokens[verb]
    held = tree.child(verb, "dobj", "nsubjpass")
    if token.dep != "conj" or held is None or tree.child(verb, "nsubj") is None:
        return
    bare = {tree.tokens[c].dep for c in tree.children[held]} <= {"det", "amod"}
    known = tree.child(held, "det")
    if bare and known is not None and tree.tokens[known].text.lower() in {"the", "that", "this"}:
        yield from list_parties(tree, find_subject(tree, token.head))


def _find_beside(tree: Tree, verb: int) -> Iterator[int]:
    """Yield whom the clause before is done to: "promised the miners peace but opened fire"."""
    above = tree.tokens[verb].head
    if tree.tokens[verb].dep != "conj" or not is_verb(tree.tokens[above]):
        return
    held = tree.child(above, "dobj")
    places = [i for i in (above, held) if i is not None]
    for index in (tree.child(above, "dative"), held, *(tree.find_prep(p, ("to",)) for p in places)):
        for party in list_parties(tree, index):
            if _PEOPLE & tree.classes(tree.core(party)) and not _is_state(tree, party):
                yield party
                return


def _find_opening(tree: Tree, verb: int, anybody: bool) -> Iterator[int]:
    """Yield a party named in the phrase that opens the sentence: "Citing the coup in Niger, …".

    Only names, but where `anybody` will do.
    """
    place = verb
    for _ in range(_STEPS):
        for child in tree.children[place]:
            if child < verb and (answered := _find_provoker(tree, child)) is not None:
                yield answered
                return
            if _opens(tree, child, verb):
                found = next(_list_parties_below(tree, child, anybody), None)
                if found is not None:
                    yield found
                    return
        token = tree.tokens[place]
        if token.head == place or token.dep not in {"ccomp", "xcomp", "conj"}:
            return
        place = token.head


def _find_provoker(tree: Tree, prep: int) -> int | None:
    """Return whose doing an act answers: "in response to the Velian move", "for Velia's raid"."""
    noun = tree.child(prep, "pobj") if tree.tokens[prep].dep == "prep" else None
    if noun is None or tree.lemma(noun) not in load_words("answer_nouns"):
        return None
    return reduce_to_actor(tree, tree.find_prep(noun, ("to", "for", "against")))


def _opens(tree: Tree, child: int, verb: int) -> bool:
    """Say whether a phrase stands before its clause, a comma after it, and is no setting."""
    token = tree.tokens[child]
    if child > verb or token.dep not in {"advcl", "prep"} or tree.is_dated(child):
        return False
    if token.dep == "prep" and token.text.lower() in _SETTING:
        return False
    subject = tree.child(token.head, "nsubj", "nsubjpass")
    if subject is None or subject < child:
        return False
    return any(tree.tokens[i].text == "," for i in range(child, subject))


def _list_parties_below(tree: Tree, top: int, anybody: bool) -> Iterator[int]:
    waiting = [(top, 0)]
    while waiting:
        place, depth = waiting.pop(0)
        for child in tree.children[place]:
            if tree.tokens[child].dep in {"relcl", "punct"} or depth > _DEEPEST:
                continue
            waiting.append((child, depth + 1))
            party = tree.tokens[child].dep in {"pobj", "dobj", "poss", "nsubj", "nsubjpass"}
            if not party or tree.tokens[child].pos == "PRON" or tree.is_dated(child):
                continue
            if _is_state(tree, child) or (anybody and reduce_to_actor(tree, child) == child):
                yield child


def _is_state(tree: Tree, index: int) -> bool:
    place = tree.name_kind(index) in {MentionKind.PLACE, MentionKind.ORGANIZATION, None}
    return place and tree.tokens[index].text in load_states()


def find_antecedent(tree: Tree, index: int) -> int | None:
    """Return whom an object pronoun stands for, where its sentence has but one before it.

    "When the envoys arrived, guards held them"; "told the deputies …, accusing them".
    """
    low = tree.tokens[index].text.lower()
    if low not in {"them", "him", "her"} or tree.tokens[index].tag == "PRP$":
        return None
    place, own = index, None
    found: list[int] = []
    for _ in range(_STEPS):
        above = tree.tokens[place].head
        if above == place:
            break
        place = above
        if not is_verb(tree.tokens[place]):
            continue
        own = find_subject(tree, place) if own is None else own
        found += [i for i in _list_heads(tree, place, index) if i not in {own, index}]
    if low != "them":
        found += _list_persons(tree, index, own)
    agreeing = dict.fromkeys(i for i in found if _agrees(tree, i, low))
    return next(iter(agreeing)) if len(agreeing) == 1 else None


def _list_persons(tree: Tree, before: int, own: int | None) -> Iterator[int]:
    """Yield the persons named before a word in its sentence, those of its subject left out."""
    inside = {own}
    for index in tree.sentence(before):
        if index >= before:
            return
        token = tree.tokens[index]
        if token.dep in {"compound", "flat"} or token.head in inside:
            continue
        if token.pos == "PROPN" and tree.name_kind(index) is MentionKind.PERSON:
            yield index


def _list_heads(tree: Tree, verb: int, before: int) -> Iterator[int]:
    """Yield the actors that a verb and the clauses put before it have before a word."""
    for child in tree.children[verb]:
        token = tree.tokens[child]
        if child >= before:
            continue
        if token.dep == "advcl":
            yield from _list_heads(tree, child, before)
        elif token.dep in {"nsubj", "nsubjpass", "dobj", "dative"} and token.pos != "ADP":
            core = tree.core(child)
            if "actor" in tree.classes(core) and tree.tokens[core].pos != "PRON":
                yield child


def _agrees(tree: Tree, index: int, pronoun: str) -> bool:
    plural = tree.tokens[index].tag in {"NNS", "NNPS"} or len(tree.conjuncts(index)) > 1
    if pronoun == "them":
        return plural
    body = tree.name_kind(index) in {MentionKind.PLACE, MentionKind.ORGANIZATION}
    other = find_sex(tree, index) == ("f" if pronoun == "him" else "m")
    return not (plural or body or other or tree.tokens[index].text in load_states())
