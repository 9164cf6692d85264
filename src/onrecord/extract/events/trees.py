"""Trees: one document's parse to be walked from events: children, controllers, classes of words.

Built once for a document. What a word is (an actor, a weapon, a place) comes from the table
`event_classes` and from the names that were found; relative pronouns and words of amount
("a group of miners") are looked through. What it does not know it says nothing about.
"""

import re
from functools import cache

from onrecord.extract.participants import Participants
from onrecord.lexicon import load_table, load_words
from onrecord.lexicon.actors import load_nouns
from onrecord.records import AnnotatedDocument, MentionKind, Span, Token
from onrecord.text import find_token

_NAMED = {
    MentionKind.PERSON: "actor leader person official suspect captive civil",
    MentionKind.PLACE: "actor country place territory body target named",
    MentionKind.ORGANIZATION: "actor country body media court troops rebel named civil worker",
    MentionKind.GROUP: "actor country body civil civilians worker captive troops suspect named",
    MentionKind.OTHER: "named",
}
_KINDS = {kind: frozenset(words.split()) for kind, words in _NAMED.items()}
_ARMED = frozenset({"troops", "rebel"})
_UNSORTED = frozenset(" ".join(_NAMED.values()).split())
_PLURAL = frozenset(["actor", "civil", "civilians", "worker", "captive", "suspect", "named"])
# Prepositions that another may follow: "out of", "away from".
_LEADING = frozenset(["out", "off", "away", "back", "from", "up", "down", "close", "next", "along"])
_PRONOUN = (
    "actor leader person official troops rebel police civil worker captive suspect "
    "country civilians body"
)
_PEOPLE = frozenset(_PRONOUN.split())
_PERSON = _PEOPLE - {"troops", "country", "body", "police", "rebel", "worker"}
_ONE = frozenset({"he", "she", "i", "him", "her", "me", "his"})
_PERSON_PRONOUNS = load_words("event_pronouns")
_NEAR = 8  # words after a preposition, within which its noun stands
_MODIFIED = frozenset({"force", "power"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
NONE: frozenset[str] = frozenset()


@cache
def load_classes() -> dict[str, frozenset[str]]:
    """Return the classes of each word, with those that take its classes in.

    >>> sorted(load_classes()["diplomat"] & {"official", "actor", "weapon"})
    ['actor', 'official']
    """
    rows = {
        row[0]: (row[1].split(), row[2].split() if len(row) > 2 else [])
        for row in load_table("event_classes")
    }
    above: dict[str, set[str]] = {name: {name} for name in rows}
    changed = True
    while changed:
        changed = False
        for name, (_, inner) in rows.items():
            for each in inner:
                if each in above and not above[name] <= above[each]:
                    above[each] |= above[name]
                    changed = True
    words: dict[str, set[str]] = {}
    for name, (own, _) in rows.items():
        for word in own:
            words.setdefault(word, set()).update(above[name])
    return {word: frozenset(found) for word, found in words.items()}


@cache
def load_demonyms() -> frozenset[str]:
    """Return the adjectives and nouns of nationality that are one word."""
    rows = load_table("countries")
    forms = (form for row in rows if len(row) > 4 for form in row[4].split("|"))
    return frozenset(word for form in forms for word in form.split())


_SECTORS = {
    "MIL": "troops",
    "COP": "police troops",
    "REB": "rebel troops",
    "UAF": "rebel troops",
    "GOV": "official leader",
    "LEG": "official leader",
    "JUD": "court official",
    "CVL": "civil civilians",
    "REF": "civil civilians",
    "LAB": "worker civil",
    "EDU": "worker civil civilians",
    "OPP": "civil",
}


@cache
def sort_noun(lemma: str) -> frozenset[str]:
    """Return the classes of a noun for people, by the sectors it has or by its ending.

    >>> sorted(sort_noun("juggler")), sort_noun("water")
    (['actor', 'civil', 'civilians', 'person'], frozenset())
    """
    entry = load_nouns().get(lemma)
    if entry is not None:
        words = " ".join(_SECTORS.get(sector, "") for sector in entry.sectors)
        return frozenset({"actor", *words.split()})
    if lemma.endswith(_AGENTIVE) and len(lemma) > 5 and lemma not in load_words("event_things"):
        return frozenset({"actor", "person", "civil", "civilians"})
    return NONE


_AGENTIVE = ("er", "or", "ist", "ian", "man", "woman", "eer", "crat", "people", "folk")


@cache
def load_states() -> frozenset[str]:
    """Return the last words of the names of countries, their capitals and nationalities."""
    rows = load_table("countries")
    forms = (form for row in rows for cell in row[1:4] for form in cell.split("|") if form)
    return load_demonyms() | frozenset(form.split()[-1] for form in forms)


def mend_lemma(token: Token) -> str:
    """Return a lemma in lower case, a silent "e" put back: "staged" is no "stag".

    A short verb that keeps one consonant before "-ed" or "-ing" had an "e" there.
    """
    low, text = token.lemma.lower(), token.text.lower()
    spelled = {low + "ed", low + "ing", low + "es"}
    if token.tag[:2] == "VB" and text in spelled and _CLOSED.match(low):
        return low + "e"
    return low


_CLOSED = re.compile(r"^[^aeiou]*[aeiou][^aeiouhswxyz]$")


class Tree:
    """The parse of one document, with the names found in it."""

    def __init__(self, annotated: AnnotatedDocument) -> None:
        """Index the children of each token and the kind of name it is in."""
        self.annotated = annotated
        self.tokens = annotated.tokens
        self.participants = Participants(annotated)
        self.children: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head != index:
                self.children[token.head].append(index)
        self._names: dict[int, MentionKind] = {}
        for mention in annotated.mentions:
            index = find_token(self.tokens, mention.span.start)
            while index < len(self.tokens) and self.tokens[index].start < mention.span.end:
                self._names.setdefault(index, mention.kind)
                index += 1
        self._classes: dict[int, frozenset[str]] = {}
        self._lemmas: list[str | None] = [None] * len(self.tokens)
        self._sentence_words: dict[int, set[str]] = {}
        # What fills a slot of a trigger, by its place, the slot and the entry's recipients: many
        # entries of one word ask for the same.
        self.slots: dict[tuple[int, str, bool, tuple[str, ...]], tuple[int, ...]] = {}
        self._dated: set[int] = set()
        for timex in annotated.timexes:
            index = find_token(self.tokens, timex.span.start)
            while index < len(self.tokens) and self.tokens[index].start < timex.span.end:
                self._dated.add(index)
                index += 1

    def span(self, first: int, last: int) -> Span:
        """Return the span from one token to another, both included."""
        key = self.annotated.document.id
        return Span(document_id=key, start=self.tokens[first].start, end=self.tokens[last].end)

    def child(self, index: int, *relations: str) -> int | None:
        """Return the first child that hangs by one of the relations."""
        for child in self.children[index]:
            if self.tokens[child].dep in relations:
                return child
        return None

    def lemma(self, index: int) -> str:
        """Return a token's lemma in lower case."""
        found = self._lemmas[index]
        if found is None:
            found = self._lemmas[index] = self._join(index) or mend_lemma(self.tokens[index])
        return found

    def _join(self, index: int) -> str:
        """Return the listed word a token is the end of, where a hyphen parts it: "sit-in"."""
        if index < 2 or self.tokens[index - 1].text != "-":
            return ""
        first, last = self.tokens[index - 2], self.tokens[index]
        if first.end + 1 != last.start:
            return ""
        word = f"{first.text.lower()}-{mend_lemma(last)}"
        return word if word in load_classes() else ""

    def holds_words(self, index: int, words: tuple[str, ...]) -> bool:
        """Say whether a token's sentence has all these words, as lemmas or as they stand."""
        number = self.tokens[index].sentence
        known = self._sentence_words.get(number)
        if known is None:
            places = self.sentence(index)
            known = {self.lemma(i) for i in places} | {self.tokens[i].text.lower() for i in places}
            self._sentence_words[number] = known
        return known.issuperset(words)

    def sentence(self, index: int) -> range:
        """Return the tokens of the sentence a token is in."""
        return range(*self.annotated.sentences[self.tokens[index].sentence])

    def is_name(self, index: int) -> bool:
        """Say whether a token is a name or an adjective made of one."""
        token = self.tokens[index]
        return token.pos == "PROPN" or index in self._names or token.text in load_demonyms()

    def name_kind(self, index: int) -> MentionKind | None:
        """Return what kind of name a token is part of, if any."""
        return self._names.get(index)

    def classes(self, index: int) -> frozenset[str]:
        """Return the classes of a noun phrase's head, names and pronouns included."""
        found = self._classes.get(index)
        if found is None:
            found = self._classes[index] = self._sort(index)
        return found

    def _sort(self, index: int) -> frozenset[str]:
        token, low = self.tokens[index], self.lemma(index)
        if index in self._dated:
            return NONE
        if token.pos == "PRON" or (token.tag in {"WDT", "WP", "PRP"}):
            antecedent = self.resolve(index)
            if antecedent != index:
                return self.classes(self.core(antecedent))
            text = token.text.lower()
            if text == "it" and token.dep not in {"nsubj", "nsubjpass"}:
                return NONE  # what is sent or opened is a thing
            if text in _ONE:
                return _PERSON
            return _PEOPLE if text in _PERSON_PRONOUNS else NONE
        listed = load_classes().get(low, NONE) | load_classes().get(token.text.lower(), NONE)
        listed |= NONE if low in load_classes() else sort_noun(low)
        if low in _MODIFIED and token.text.lower() == low and not self._is_modified(index):
            return NONE  # "by force", "share power": somebody only if it is said which
        if token.pos == "PROPN" and (storm := self._find_storm(index)):
            return storm
        if low == "state" and token.text.islower() and self._is_condition(index):
            return NONE
        kind = self._names.get(index)
        if token.text in load_demonyms():
            return _PLURAL if token.tag in {"NNS", "NNPS"} else _KINDS[MentionKind.GROUP]
        if token.pos == "ADJ":
            return _KINDS[kind] if kind is MentionKind.GROUP else NONE
        if kind is MentionKind.GROUP and token.tag in {"NNS", "NNPS"}:
            return listed | _PLURAL
        if token.pos == "PROPN" or (kind and token.text[:1].isupper()):
            if "body" in listed and not listed & _ARMED:
                return listed | ((_KINDS[kind] if kind else _UNSORTED) - _ARMED)
            return listed | (_KINDS[kind] if kind else _UNSORTED)
        if token.pos == "NUM" or token.tag == "JJS":
            person = token.dep in {"nsubj", "nsubjpass", "dobj", "pobj"}
            money = any(self.tokens[c].tag == "$" for c in self.children[index])
            return _PEOPLE if person and not money else NONE
        return listed

    def _find_storm(self, index: int) -> frozenset[str]:
        """Return the classes of what bears a name, where it is a storm: "Hurricane Odile"."""
        for place in (index, *self.children[index]):
            listed = load_classes().get(self.lemma(place), NONE)
            if place <= index and self.tokens[place].text[:1].isupper() and "stormname" in listed:
                return load_classes()["hurricane"]
        return NONE

    def _is_condition(self, index: int) -> bool:
        """Say whether a "state" is how somebody or something is: "her state", "state of shock"."""
        of = self.find_prep(index, ("of",))
        possessed = any(self.tokens[c].dep == "poss" for c in self.children[index])
        return possessed or (of is not None and not self.is_name(of))

    def _is_modified(self, index: int) -> bool:
        """Say whether words before a noun say which it is: "the air force", no "by force"."""
        deps = {self.tokens[c].dep for c in self.children[index]}
        return "poss" in deps or ("det" in deps and bool({"amod", "compound"} & deps))

    def resolve(self, index: int) -> int:
        """Return whom a relative pronoun stands for: the noun its clause hangs on."""
        token = self.tokens[index]
        if token.text.lower() not in _RELATIVE or token.dep == "mark":
            return index
        place = index
        for _ in range(6):
            place = self.tokens[place].head
            if self.tokens[place].dep == "relcl":
                return self.tokens[place].head
            if self.tokens[place].head == place:
                break
        return index

    def core(self, index: int) -> int:
        """Look through words of amount: "dozens of miners" is miners."""
        for _ in range(3):
            index = self.resolve(index)
            of = self.find_prep(index, ("of",))
            light = "light" in load_classes().get(self.lemma(index), NONE)
            numeral = self.tokens[index].pos == "NUM"
            if of is None or not (light or numeral or self.lemma(index) == "one"):
                return index
            index = of
        return index

    def is_dated(self, index: int) -> bool:
        """Say whether a token is part of a date or time."""
        return index in self._dated

    def find_prep(self, index: int, words: tuple[str, ...]) -> int | None:
        """Return the object of the first preposition on `index` that is one of the words."""
        for child in self.children[index]:
            token = self.tokens[child]
            if token.dep in {"prep", "dative", "agent", "prt", "advmod"} and (
                token.text.lower() in words
            ):
                inner = self.child(child, "pobj")
                if inner is not None:
                    return inner
                nested = self.child(child, "prep") if token.text.lower() in _LEADING else None
                if nested is not None and (inner := self.child(nested, "pobj")) is not None:
                    return inner
                inner = self._find_parted(child) if token.dep in {"prep", "dative"} else None
                if inner is not None:
                    return inner
        return None

    def _find_parted(self, prep: int) -> int | None:
        """Return the noun that follows a preposition which the parser left without one.

        "granted asylum to five officers holed up in": the officers were made a subject.
        """
        if self.children[prep]:
            return None
        for index in range(prep + 1, min(prep + _NEAR, len(self.tokens))):
            token = self.tokens[index]
            if token.pos in {"NOUN", "PROPN"} and token.dep in {"nsubj", "dobj", "npadvmod"}:
                inner = set(self.children[index])
                left = range(prep + 1, index)
                return (
                    index if all(i in inner or self.tokens[i].head in left for i in left) else None
                )
            if token.pos in {"VERB", "AUX", "PUNCT", "CCONJ", "ADP"}:
                return None
        return None

    def conjuncts(self, index: int) -> list[int]:
        """Return a token and those coordinated with it, in order."""
        found = [index]
        for place in found:
            found += [
                c
                for c in self.children[place]
                if self.tokens[c].dep == "conj"
                and self.tokens[c].pos in {"NOUN", "PROPN", "PRON", "NUM", "ADJ"}
            ]
        return sorted(found)

    def is_passive(self, verb: int) -> bool:
        """Say whether a verb's subject undergoes it."""
        token = self.tokens[verb]
        if token.tag != "VBN":
            return False
        deps = {self.tokens[c].dep for c in self.children[verb]}
        if {"nsubjpass", "auxpass"} & deps:
            return True
        if "nsubj" in deps or any(
            self.lemma(c) == "have" for c in self.children[verb] if self.tokens[c].dep == "aux"
        ):
            return False
        if token.dep == "conj":
            return self.tokens[token.head].tag == "VBN" and self.is_passive(token.head)
        if token.dep in {"xcomp", "oprd"} and token.head != verb:  # "were reported killed"
            return not deps & {"dobj", "aux"} and self.is_passive(token.head)
        return token.dep in {"acl", "advcl", "amod", "relcl"} and "dobj" not in deps


def is_verb(token: Token) -> bool:
    """Say whether a token is a verb that can carry a clause."""
    return token.pos == "VERB" or (token.pos == "AUX" and token.dep not in {"aux", "auxpass"})
