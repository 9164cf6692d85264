"""What is said of those counted: killed, wounded, missing, deployed and the like.

Walks from the noun (or the bare number) to the verb, participle, adjective or noun that says
it. "Killed or wounded" stays one combined property; it is never split.
"""

from functools import cache

from onrecord.annotate.quantities.trees import NOUNS, Tree
from onrecord.lexicon import load_table

Property = tuple[str, int]
_FATAL = frozenset({"fatally", "dead", "death"})
_MODALS = frozenset("will would shall 'll".split())
_PLANNING = frozenset(
    "expect plan intend aim want hope prepare set seek propose threaten agree vow pledge promise"
    " order schedule poise".split()
)


@cache
def _table() -> dict[tuple[str, str], str]:
    return {(lemma, kind): name for lemma, name, kind in load_table("quantity_properties")}


def find_properties(tree: Tree, anchor: int, noun: int | None) -> list[Property]:
    """Return the properties said of the counted, each with the token that says it."""
    found: list[Property] = []
    for node in dict.fromkeys((anchor, *(() if noun is None else (noun,)))):
        found += _of_itself(tree, node)
        found += _of_modifiers(tree, node)
    found = found or _of_governor(tree, anchor)
    unique: dict[str, Property] = {}
    for name, token in found:
        unique.setdefault(name, (name, token))
    return list(unique.values())


def _of_itself(tree: Tree, node: int) -> list[Property]:
    token = tree.tokens[node]
    name = _table().get((token.lemma.lower(), "counted"))
    return [(name, node)] if name and token.pos in NOUNS else []


def _of_modifiers(tree: Tree, node: int) -> list[Property]:
    """Read participles and adjectives: "30 people killed", "12 wounded soldiers"."""
    found: list[Property] = []
    if any(tree.tokens[child].lemma.lower() in _FATAL for child in tree.has(node, "advmod")):
        found.append(("killed", node))
    for child in tree.has(node, "acl", "amod", "relcl", "advcl", "appos"):
        token = tree.tokens[child]
        if token.dep == "relcl":
            passive = tree.has(child, "nsubjpass")
            found += _of_verb(tree, child, "object" if passive else "subject")
        elif token.tag in ("VBN", "VBD"):
            found += _of_verb(tree, child, "object") or _state(tree, child)
        elif token.pos in ("ADJ", "VERB"):
            found += _state(tree, child)
    return found


def _state(tree: Tree, node: int) -> list[Property]:
    token = tree.tokens[node]
    found: list[Property] = []
    for word in (token.text.lower(), token.lemma.lower()):
        name = _table().get((word, "state"))
        if name:
            found.append((name, node))
            break
    for other in tree.has(node, "conj"):
        found += _state(tree, other)
    return found


def _of_governor(tree: Tree, anchor: int) -> list[Property]:
    """Read the verb or noun the count hangs on."""
    tokens = tree.tokens
    node = anchor
    for head in tree.climb(anchor):
        dep, token = tokens[node].dep, tokens[head]
        if dep in ("conj", "appos", "nummod", "quantmod") and token.pos in (*NOUNS, "NUM"):
            node = head
            continue
        if dep == "nsubjpass":
            return _of_verb(tree, head, "object")
        if dep == "nsubj":
            return _of_subject(tree, head)
        if dep in ("dobj", "attr", "oprd"):
            return _of_verb(tree, head, "object")
        if dep in ("npadvmod", "dep", "ccomp", "nmod") and token.tag in ("VBN", "VBD"):
            return _of_verb(tree, head, "object")
        if dep == "pobj" and token.text.lower() in ("of", "to", "at", "in"):
            return _of_noun(tree, head)
        return []
    return []


def _of_subject(tree: Tree, head: int) -> list[Property]:
    token = tree.tokens[head]
    if token.pos in ("VERB", "AUX"):
        found = _of_verb(tree, head, "subject")
        if found:
            return found
        for child in tree.has(head, "acomp", "attr", "oprd", "prep"):
            found += _state(tree, child)
        if not found and token.tag in ("VBN", "VBD"):
            # "Three killed, five wounded": headlines leave the auxiliary out.
            found = _of_verb(tree, head, "object") if not tree.has(head, "dobj") else []
        return found
    return _state(tree, head)


def _of_verb(tree: Tree, verb: int, role: str) -> list[Property]:
    tokens = tree.tokens
    found: list[Property] = []
    name = _table().get((tokens[verb].lemma.lower(), role))
    if name == "shot" and _is_fatal(tree, verb):
        name = "killed"
    if name:
        found.append((name, verb))
    for other in tree.has(verb, "conj"):
        if tokens[other].tag in ("VBN", "VBD", "VB", "VBG", "VBP", "JJ") and not tree.has(
            other, "nsubj", "nsubjpass", "dobj"
        ):
            more = _of_verb(tree, other, role) or _state(tree, other)
            if more and more[0][0] == "killed" and name == "shot":
                found.clear()
            found += more
    if role == "object":
        for child in tree.has(verb, "oprd", "acomp", "ccomp", "advmod"):
            found += [p for p in _state(tree, child) if p[0] != name]
    return found


def _is_fatal(tree: Tree, verb: int) -> bool:
    near = tree.children(verb)
    deeper = [c for child in tree.has(verb, "prep", "conj") for c in tree.has(child, "pobj")]
    return any(tree.tokens[child].lemma.lower() in _FATAL for child in (*near, *deeper))


def _of_noun(tree: Tree, preposition: int) -> list[Property]:
    head = tree.tokens[preposition].head
    token = tree.tokens[head]
    if token.pos in NOUNS:
        name = _table().get((token.lemma.lower(), "of"))
        return [(name, head)] if name else []
    if token.pos == "VERB":
        for subject in tree.has(head, "nsubj", "nsubjpass", "dobj"):
            lemma = tree.tokens[subject].lemma.lower()
            name = _table().get((lemma, "of")) or _table().get((lemma, "counted"))
            if name:
                return [(name, subject)]
    return []


def find_planned(tree: Tree, start: int) -> int | None:
    """Return the token that says the count is expected or planned, not so already.

    `start` is the token that says the property, or the count itself. A participle said of
    the noun ("troops stationed there will fight") is not under the noun's own verb.
    """
    node = start
    for head in (start, *tree.climb(start)):
        token = tree.tokens[head]
        if head != start and tree.tokens[node].dep in ("acl", "amod", "relcl"):
            return None
        node = head
        if token.pos not in ("VERB", "AUX"):
            continue
        for child in tree.has(head, "aux"):
            if tree.tokens[child].lemma.lower() in _MODALS:
                return child
        if token.lemma.lower() in _PLANNING and head != start:
            return head
        if token.dep == "conj" or (token.dep == "ccomp" and not _is_bare(tree, head)):
            return None
    return None


def _is_bare(tree: Tree, verb: int) -> bool:
    """Say whether a complement is an infinitive ("expects it to send"), not a finite clause."""
    return tree.tokens[verb].tag == "VB"
