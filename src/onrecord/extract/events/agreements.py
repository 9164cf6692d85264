"""Agreements: whether a noun or name may be whom a pronoun stands for, by number, kind and sex.

Sex is a hint of the words: "Mrs.", "spokesman", the pronouns that stood for somebody, a given name.
Where nothing says it, anything goes.
"""

from functools import cache

from onrecord.extract.events.trees import NONE, Tree, load_classes, load_states
from onrecord.lexicon import load_map, load_table, load_words
from onrecord.parses import find_range
from onrecord.records import CoreferenceChain, MentionKind

_MANY = frozenset({"they", "them", "their"})
_NEUTER = frozenset({"it", "its"})
_SEXES = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f"}
PERSONAL = _MANY | frozenset(_SEXES)


def may_stand_for(tree: Tree, index: int, pronoun: str) -> bool:
    """Say whether a pronoun (lower case) may stand for what a noun or name names."""
    if "actor" not in tree.classes(tree.core(index)):
        return False
    if pronoun in _NEUTER:
        return not is_plural(tree, index) and not is_person(tree, index)
    if pronoun in _MANY:
        return is_plural(tree, index)
    if pronoun not in _SEXES:
        return False  # "you", "who", "somebody": nobody the report has named
    sex = None if is_plural(tree, index) or not is_person(tree, index) else find_sex(tree, index)
    return is_person(tree, index) and not is_plural(tree, index) and sex in {None, _SEXES[pronoun]}


def may_be_same(left: str, right: str) -> bool:
    """Say whether two pronouns may stand for one somebody: "his" and "he"."""
    for kind in (_MANY, _NEUTER):
        if left in kind or right in kind:
            return left in kind and right in kind
    return left in _SEXES and _SEXES[left] == _SEXES.get(right)


def find_sex(tree: Tree, index: int) -> str | None:
    """Return "m" or "f" where the words for somebody say it, else None."""
    chain = tree.participants.find_chain(tree.span(index, index))
    words = [tree.lemma(i) for i in (*tree.children[index], index) if i <= index]
    for word in (*words, *(_list_words(tree, chain) if chain else ())):
        found = _SEXES.get(word) or _load_sexes().get(word.rstrip("."))
        if found:
            return found
    name = chain.name.split()[0] if chain else tree.tokens[index].text
    return load_map("given_names").get(name.lower()) if is_named(tree, index) else None


def is_named(tree: Tree, index: int) -> bool:
    """Say whether a word is of a person's name."""
    return tree.name_kind(index) is MentionKind.PERSON


def _list_words(tree: Tree, chain: CoreferenceChain) -> list[str]:
    """Return the words of somebody's roles, titles and pronouns, lower case."""
    tokens = tree.tokens
    found = [word.lower() for role in chain.roles for word in role.text.split()]
    for span in chain.mentions:
        inside = find_range(tokens, span)
        first = max(inside.start - 1, 0)
        found += [tokens[i].text.lower() for i in range(first, inside.stop)]
    return found


@cache
def _load_sexes() -> dict[str, str]:
    rows = (*load_table("titles"), *load_table("roles"))
    return {row[0]: row[1] for row in rows if len(row) > 1 and row[1]}


def is_person(tree: Tree, index: int) -> bool:
    """Say whether a noun or name is one person's, as far as it says."""
    if tree.tokens[index].text in load_states() or "body" in load_classes().get(
        tree.tokens[index].text.lower(), NONE
    ):
        return False  # "the United Front", whatever kind of name it was taken for
    kind = tree.name_kind(index)
    if kind is not None:
        return kind is MentionKind.PERSON
    return bool({"person", "official"} & tree.classes(index)) and not tree.is_name(index)


def is_plural(tree: Tree, index: int) -> bool:
    """Say whether a noun is of several: "guards", "personnel", "Ama and Ben"."""
    token = tree.tokens[tree.core(index)]
    return (
        (token.tag in {"NNS", "NNPS"} and tree.name_kind(index) is not MentionKind.PERSON)
        or token.lemma.lower() in load_words("event_plurals")
        or any(tree.tokens[c].dep == "conj" for c in tree.children[index])
    )
