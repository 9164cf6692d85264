"""What is said of those counted: killed, wounded, missing, deployed and the like.

Walks from the noun (or the bare number) to the verb, participle, adjective or noun that says
it. "Killed or wounded" stays one combined property; it is never split. Somebody shot is
killed or wounded, unless the words say which.
"""

from onrecord.annotate.quantities.trees import NOUNS, Tree
from onrecord.annotate.quantities.words import find_property, find_words

Property = tuple[str, int]
_PARTICIPLES = ("VBN", "VBD")


def find_properties(tree: Tree, anchor: int, noun: int | None) -> list[Property]:
    """Return the properties said of the counted, each with the token that says it."""
    found: list[Property] = []
    for node in (anchor,) if noun is None or noun == anchor else (anchor, noun):
        if not found:
            found = _of_itself(tree, node) + _of_modifiers(tree, node)
    found = found or _of_governor(tree, anchor, noun) or _of_kind(tree, anchor, noun)
    unique: dict[str, Property] = {}
    for name, token in found:
        unique.setdefault(name, (name, token))
    shot = unique.pop("shot", None)
    if shot is not None and not unique:
        return [("killed", shot[1]), ("wounded", shot[1])]
    return list(unique.values())


def _of_itself(tree: Tree, node: int) -> list[Property]:
    """Read the noun or adjective itself: "12 deaths", "12 dead"."""
    token = tree.tokens[node]
    for prep in tree.has(node, "prep") if token.lemma.lower() in find_words("toll") else ():
        for thing in tree.has(prep, "pobj"):  # "the toll of dead and missing"
            states = _of_state(tree, thing)
            if states:
                return states
    kind = "counted" if token.pos in NOUNS else "state"
    name = find_property(token, kind) or find_property(token, "state")
    return [(name, node)] if name else []


def _of_kind(tree: Tree, anchor: int, noun: int | None) -> list[Property]:
    """Read a noun that tells what they are where nothing else is said: "11 hostages"."""
    node = anchor if noun is None else noun
    name = find_property(tree.tokens[node], "kind")
    return [(name, node)] if name else []


def _of_modifiers(tree: Tree, node: int) -> list[Property]:
    """Read participles and adjectives: "30 people killed", "12 wounded soldiers"."""
    found: list[Property] = []
    for child in tree.children(node):
        token = tree.tokens[child]
        if token.dep == "advmod" and token.lemma.lower() in find_words("fatal"):
            found.append(("killed", child))
        elif token.dep == "relcl":
            found += _of_clause(tree, child)
        elif token.dep not in ("acl", "amod", "advcl", "appos"):
            continue
        elif token.tag in _PARTICIPLES:
            found += _of_verb(tree, child, "object") or _of_state(tree, child)
        elif token.pos in ("ADJ", "VERB"):
            found += _of_state(tree, child)
    return found


def _of_clause(tree: Tree, verb: int) -> list[Property]:
    """Read a relative clause: "troops who died", "the 50 jobs that it cut", "men it lost"."""
    subjects = tree.has(verb, "nsubj", "nsubjpass")
    own = bool(subjects) and tree.tokens[subjects[0]].tag not in ("WP", "WDT")
    if tree.has(verb, "nsubjpass"):
        return [] if own else _of_verb(tree, verb, "object")
    if not own:
        return _of_verb(tree, verb, "subject")
    objects = tree.has(verb, "dobj")
    if objects and tree.tokens[objects[0]].tag not in ("WP", "WDT"):
        return []
    return _of_verb(tree, verb, "object")


def _of_state(tree: Tree, node: int) -> list[Property]:
    """Read an adjective or participle and those joined to it: "dead or wounded"."""
    name = find_property(tree.tokens[node], "state")
    found = [(name, node)] if name else []
    for other in tree.has(node, "conj"):
        if not _has_own_count(tree, other):
            found += _of_state(tree, other)
    return found


def _has_own_count(tree: Tree, node: int) -> bool:
    """Say whether a joined word has those it is said of before it: "and five wounded"."""
    between = range(tree.tokens[node].head + 1, node)
    if any(tree.tokens[i].tag == "CD" or tree.tokens[i].dep in _SUBJECTS for i in between):
        return True
    return any(child < node and tree.tokens[child].dep in _COUNTS for child in tree.children(node))


_SUBJECTS = ("nsubj", "nsubjpass")
_COUNTS = frozenset({"nsubj", "nsubjpass", "npadvmod", "nummod", "dep"})


def _of_governor(tree: Tree, anchor: int, noun: int | None) -> list[Property]:
    """Read the verb or noun the count hangs on."""
    tokens = tree.tokens
    node = anchor
    for head in tree.climb(anchor):
        dep, token = tokens[node].dep, tokens[head]
        if dep in ("conj", "appos", "nummod", "quantmod") and token.pos in (*NOUNS, "NUM"):
            node = head
        elif dep == "nsubjpass":
            return _of_verb(tree, head, "object")
        elif dep == "nsubj":
            return _of_subject(tree, head)
        elif dep in ("dobj", "attr", "oprd"):
            return _of_object(tree, head, noun)
        elif dep == "conj" and tree.has(head, "dobj"):
            return _of_object(tree, head, noun)  # "killed a couple and their three children"
        elif dep in ("npadvmod", "dep", "ccomp", "nmod") and token.tag in _PARTICIPLES:
            return _of_verb(tree, head, "object")
        elif dep == "pobj" and token.text.lower() == "including":
            return _of_included(tree, head)
        elif dep == "pobj":
            return _of_noun(tree, head, bare=noun is None)
        else:
            return []
    return []


def _of_included(tree: Tree, preposition: int) -> list[Property]:
    """Read what is said of those among whom they are: "killing 28, including 11 women"."""
    head = tree.tokens[preposition].head
    if tree.tokens[head].pos in NOUNS or tree.tokens[head].pos == "NUM":
        return find_properties(tree, head, None)
    if tree.tokens[head].pos not in ("VERB", "AUX"):
        return []
    passive = tree.has(head, "nsubjpass", "dobj")
    return _of_verb(tree, head, "object") if passive else _of_subject(tree, head)


def _of_subject(tree: Tree, head: int) -> list[Property]:
    if tree.tokens[head].dep in ("aux", "auxpass"):
        head = tree.tokens[head].head  # "and four were missing"
    token = tree.tokens[head]
    if token.pos not in ("VERB", "AUX"):
        return _of_state(tree, head)
    found = _of_verb(tree, head, "subject") or _of_state(tree, head)[:1]
    for child in () if found else tree.has(head, "acomp", "attr", "oprd", "prep"):
        found += _of_state(tree, child)
    if not found and token.tag in _PARTICIPLES and not tree.has(head, "dobj", "aux", "auxpass"):
        # "Three killed, five wounded": headlines leave the auxiliary out.
        found = _of_verb(tree, head, "object")
    return found or _of_treatment(tree, head)


def _of_object(tree: Tree, verb: int, noun: int | None) -> list[Property]:
    if noun is not None and tree.tokens[noun].lemma.lower() == "life":
        name = find_property(tree.tokens[verb], "lives")
        return [(name, verb)] if name else []
    if tree.tokens[verb].lemma.lower() == "include":
        subjects = tree.has(verb, "nsubj")
        return _of_state(tree, subjects[0]) if subjects else []
    return _of_verb(tree, verb, "object")


def _of_verb(tree: Tree, verb: int, role: str) -> list[Property]:
    """Read a verb, those joined to it and what it makes of its object ("left 12 dead")."""
    tokens = tree.tokens
    found: list[Property] = []
    name = find_property(tokens[verb], role)
    if name in ("shot", "wounded") and _is_fatal(tree, verb):
        name = "killed"
    if name == "shot" and _aims(tree, verb):
        name = "intercepted" if any(tokens[c].dep == "prt" for c in tree.children(verb)) else None
    if name:
        found.append((name, verb))
    own = tree.has(verb, "dobj")
    for other in tree.has(verb, "conj"):
        if own and other > own[0]:
            continue  # "killed 30 people and injured over 100"
        if tokens[other].pos in ("VERB", "ADJ") and not (
            _has_own_count(tree, other) or tree.has(other, "dobj")
        ):
            found += _of_verb(tree, other, role) or _of_state(tree, other)
    if role == "object":
        for child in tree.has(verb, "oprd", "acomp", "ccomp", "xcomp"):
            if tokens[child].tag in _PARTICIPLES:
                found += _of_verb(tree, child, "object")
            found += _of_state(tree, child)
        found = found or _of_treatment(tree, verb)
    return found


def _of_treatment(tree: Tree, verb: int) -> list[Property]:
    """Read what shows that they are hurt: "taken to a hospital", "suffered injuries"."""
    for child in tree.has(verb, "prep", "dobj", "attr"):
        things = [child] if tree.tokens[child].dep != "prep" else tree.has(child, "pobj")
        for thing in things:
            name = find_property(tree.tokens[thing], "affected")
            if name and not (tree.tokens[verb].lemma.lower() in find_words("treating")) ^ (
                tree.tokens[thing].lemma.lower() in find_words("clinic")
            ):
                return [(name, thing)]
    return []


def _is_fatal(tree: Tree, verb: int) -> bool:
    near = tree.children(verb)
    behind = [c for child in tree.has(verb, "prep") for c in tree.has(child, "pobj")]
    fatal = find_words("fatal")
    return any(tree.tokens[child].lemma.lower() in fatal for child in (*near, *behind))


def _aims(tree: Tree, verb: int) -> bool:
    """Say whether nobody need be hit: "shot at two officers", "shot down two drones"."""
    return any(
        tree.tokens[child].text.lower() in ("at", "down")
        and child in (verb + 1, verb + 2)
        and tree.tokens[child].dep in ("prep", "prt")
        and not _is_place(tree, child)
        for child in tree.children(verb)
    )


def _is_place(tree: Tree, preposition: int) -> bool:
    """Say whether "at" opens a place ("shot at a party") and not a target."""
    things = tree.has(preposition, "pobj")
    return bool(things) and tree.tokens[things[0]].lemma.lower() not in find_words("person")


def _of_noun(tree: Tree, preposition: int, *, bare: bool) -> list[Property]:
    """Read the noun or verb behind a preposition: "the killing of two men", "a family of five"."""
    tokens = tree.tokens
    head = tokens[preposition].head
    if tokens[head].text.lower() == "up" and tokens[head].dep in ("prep", "advmod", "prt"):
        head = tokens[head].head
    token = tokens[head]
    if token.pos in NOUNS and tokens[preposition].text.lower() == "of":
        name = find_property(token, "of")
        if name and not any(
            tokens[c].lemma.lower() in find_words("attempt") for c in tree.children(head)
        ):
            return [(name, head)]
        lemma = token.lemma.lower()
        if lemma in find_words("sum") or (bare and lemma in find_words("group")):
            return find_properties(tree, head, None)
    elif token.pos == "VERB":
        if _is_hedge(tree, preposition):
            return _of_verb(tree, head, "object")  # "injured over 100"
        for subject in tree.has(head, "nsubj", "nsubjpass", "dobj"):
            name = find_property(tokens[subject], "of") or find_property(tokens[subject], "counted")
            if name:
                return [(name, subject)]
    return []


def _is_hedge(tree: Tree, preposition: int) -> bool:
    """Say whether a preposition only bounds the number: "over 100", "up to 100"."""
    word = tree.tokens[preposition].text.lower()
    up = preposition > 0 and tree.tokens[preposition - 1].text.lower() == "up"
    return word in find_words("hedging") or (word == "to" and up)


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
        below, node = tree.tokens[node].dep, head
        if token.pos not in ("VERB", "AUX"):
            continue
        for child in tree.has(head, "aux"):
            if tree.tokens[child].lemma.lower() in find_words("future"):
                return child
        lemma = token.lemma.lower()
        leads = below in ("xcomp", "ccomp") and lemma in find_words("leading")
        if leads or (head != start and lemma in find_words("planning")):
            return head
        if token.dep == "conj" or (token.dep == "ccomp" and not _is_bare(tree, head)):
            return None
    return None


def _is_bare(tree: Tree, verb: int) -> bool:
    """Say whether a complement is an infinitive ("expects it to send"), not a finite clause."""
    return tree.tokens[verb].tag == "VB"
