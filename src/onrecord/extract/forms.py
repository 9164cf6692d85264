"""The form of a clause: its telling word, who does and is done to, what turns it, how real it is.

Read off the parse and the table `proposition_words`; each answer is None or empty where the
clause does not say.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from onrecord.lexicon import load_table, load_words
from onrecord.records import Act, Realis, Span, Statement, Token

_VERBAL = frozenset({"VERB", "AUX"})
_HEADS = frozenset({"ROOT", "ccomp", "conj", "advcl", "relcl", "parataxis", "xcomp", "csubj"})
_APART = frozenset({"conj", "advcl", "relcl", "parataxis", "ccomp"})
_SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
_TURNING = frozenset({"no", "nobody", "nothing", "none", "never", "neither", "nor", "without"})
_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "NUM", "ADV"})
_MAYBE = frozenset({"may", "might", "could", "can", "should"})
_COMING = frozenset({"will", "shall", "would", "'ll", "’ll", "wo", "'d", "’d"})


@dataclass(slots=True)
class Sentence:
    """One parsed sentence: its tokens by index, and the words of saying among them."""

    document_id: str
    text: str
    tokens: Sequence[Token]
    indices: range
    frames: frozenset[int]
    _children: dict[int, list[int]] = field(default_factory=dict)

    def children(self, head: int) -> Sequence[int]:
        """Return the tokens that hang on `head`, in text order."""
        if not self._children:
            for index in self.indices:
                if self.tokens[index].head != index:
                    self._children.setdefault(self.tokens[index].head, []).append(index)
        return self._children.get(head, ())

    def below(self, head: int) -> list[int]:
        """Return `head` and everything that hangs on it, in text order."""
        found, waiting = [], [head]
        while waiting:
            index = waiting.pop()
            found.append(index)
            waiting.extend(self.children(index))
        return sorted(found)

    def holds(self, span: Span | None) -> bool:
        """Say whether a span lies in this sentence."""
        first, last = self.tokens[self.indices[0]], self.tokens[self.indices[-1]]
        return span is not None and first.start <= span.start and span.end <= last.end

    def span(self, first: int, last: int) -> Span:
        """Return the span from one token to another."""
        start, end = self.tokens[first].start, self.tokens[last].end
        return Span(document_id=self.document_id, start=start, end=end)


@cache
def _kind(kind: str) -> frozenset[str]:
    return frozenset(row[0] for row in load_table("proposition_words") if row[1] == kind)


def is_head(sentence: Sentence, index: int) -> bool:
    """Say whether a token heads a clause that stands for itself."""
    token = sentence.tokens[index]
    if token.pos not in _VERBAL or token.dep not in _HEADS or token.text.lower() == "according":
        return False
    above = sentence.tokens[token.head]
    if token.dep == "ccomp":
        return token.head in sentence.frames or above.lemma in _kind("factive") | _kind("denying")
    if token.dep == "xcomp":
        return token.head in sentence.frames
    if token.dep == "conj":
        return above.pos in _VERBAL and not _shares_object(sentence, index)
    return True


def _shares_object(sentence: Sentence, index: int) -> bool:
    """Say whether two verbs stand side by side before one object: "armed and equipped them"."""
    between = range(sentence.tokens[index].head + 1, index)
    return all(sentence.tokens[i].pos in {"CCONJ", "ADV", "PUNCT"} for i in between)


def only_tells(lemma: str) -> bool:
    """Say whether a verb is one of saying and nothing else: "said", not "rejected"."""
    low = lemma.lower()
    return low not in _kind("deed") and low in load_words("acts")


def stands_apart(sentence: Sentence, index: int) -> bool:
    """Say whether a clause is left out of the one it hangs on: not a reason, not a condition."""
    token = sentence.tokens[index]
    if token.dep == "advcl":
        marks = {
            sentence.tokens[c].text.lower()
            for c in sentence.children(index)
            if sentence.tokens[c].dep == "mark"
        }
        if marks & _kind("reason"):
            return False
    if token.dep == "ccomp" and sentence.tokens[token.head].lemma in _kind("factive"):
        return False  # "learned that the pipe was rusted" is a claim, and so is the rust
    return token.dep in _APART and is_head(sentence, index)


def find_lemma(sentence: Sentence, head: int) -> tuple[int, str]:
    """Return the telling word of a clause and its lemma: "sound" of "was sound", "give way"."""
    tokens, token = sentence.tokens, sentence.tokens[head]
    lemma = token.lemma.lower()
    children = sentence.children(head)
    if lemma in _kind("linking"):
        for child in children:
            if tokens[child].dep in {"acomp", "attr", "oprd"}:
                return child, tokens[child].lemma.lower()
        for child in children:
            if tokens[child].lemma.lower() in _kind("state"):
                return child, tokens[child].lemma.lower()
    particle = next((tokens[c].lemma.lower() for c in children if tokens[c].dep == "prt"), None)
    if particle:
        return head, f"{lemma} {particle}"
    if lemma in _kind("light"):
        for child in children:
            if tokens[child].dep == "dobj":
                return head, f"{lemma} {tokens[child].lemma.lower()}"
    if lemma in _kind("negating") | _kind("planning") | {"be"}:
        for child in children:
            if tokens[child].dep == "xcomp":
                return find_lemma(sentence, child)
    return head, lemma


def find_roles(sentence: Sentence, head: int) -> tuple[Span | None, Span | None]:
    """Return the words for who does or is, and for who is done to, whatever the voice."""
    tokens = sentence.tokens
    subject = done_to = None
    for child in _dependents(sentence, head):
        dep = tokens[child].dep
        if dep in _SUBJECTS:
            relative = tokens[child].tag in {"WDT", "WP"} and tokens[head].dep == "relcl"
            subject = _phrase(sentence, tokens[head].head if relative else child)
        elif dep == "nsubjpass" or (dep in {"dobj", "dative"} and done_to is None):
            done_to = _phrase(sentence, child)
        elif dep == "agent":
            inner = [c for c in sentence.children(child) if tokens[c].dep == "pobj"]
            subject = _phrase(sentence, inner[0]) if inner else subject
    if subject is None and (done_to is None or not _is_passive(sentence, head)):
        subject = _shared_subject(sentence, head)
    return subject, done_to


def _dependents(sentence: Sentence, head: int) -> list[int]:
    """Return what hangs on a verb or, by a slip of the parser, on one of its auxiliaries."""
    own = list(sentence.children(head))
    for child in sentence.children(head):
        if sentence.tokens[child].dep in {"aux", "auxpass"}:
            own += sentence.children(child)
    return sorted(own)


def _is_passive(sentence: Sentence, head: int) -> bool:
    return any(sentence.tokens[c].dep in {"nsubjpass", "auxpass"} for c in sentence.children(head))


def _shared_subject(sentence: Sentence, head: int) -> Span | None:
    """Return the subject a clause shares with the one it hangs on."""
    tokens = sentence.tokens
    for _ in range(4):
        token = sentence.tokens[head]
        above = token.head
        if above == head:
            return None
        if token.dep in {"relcl", "acl"}:
            return _phrase(sentence, above)
        if above in sentence.frames and token.dep in {"xcomp", "pcomp", "ccomp"}:
            objects = [c for c in sentence.children(above) if tokens[c].dep == "dobj"]
            subjects = [c for c in sentence.children(above) if tokens[c].dep in _SUBJECTS]
            both = objects or subjects
            return _phrase(sentence, both[0]) if both else None
        for child in sentence.children(above):
            if tokens[child].dep in _SUBJECTS | {"nsubjpass"} and above not in sentence.frames:
                return _phrase(sentence, child)
        head = above
    return None


def _phrase(sentence: Sentence, head: int) -> Span:
    """Return a noun phrase without its clauses."""
    tokens, kept, waiting = sentence.tokens, [], [head]
    while waiting:
        index = waiting.pop()
        kept.append(index)
        for child in sentence.children(index):
            if tokens[child].dep not in {"relcl", "advcl", "punct", "appos", "cc", "conj"}:
                waiting.append(child)
    return sentence.span(min(kept), max(kept))


def find_negations(sentence: Sentence, head: int) -> list[int]:
    """Return the words that turn a clause: "not", "no movement", "failed to"."""
    tokens = sentence.tokens
    found = []
    for child in sentence.children(head):
        token = tokens[child]
        low = token.text.lower()
        if _contrasts(sentence, child):
            continue
        if token.dep == "neg" or low in _TURNING - {"without"}:
            found.append(child)
        elif token.dep in {"nsubj", "nsubjpass", "dobj", "attr", "acomp", "oprd"}:
            found += [
                inner
                for inner in sentence.children(child)
                if tokens[inner].text.lower() in {"no", "not", "neither", "none"}
                and not _contrasts(sentence, inner)
            ]
    above = tokens[head].head
    if tokens[head].dep == "ccomp" and above not in sentence.frames:
        found += [above] if tokens[above].lemma.lower() in _kind("denying") else []
    if tokens[head].lemma.lower() in _kind("negating") and any(
        tokens[c].dep == "xcomp" for c in sentence.children(head)
    ):
        found.append(head)
    return sorted(found)


def _contrasts(sentence: Sentence, index: int) -> bool:
    """Say whether a negation sets one thing against another: ", not the agency", "nothing but"."""
    tokens = sentence.tokens
    before = tokens[index - 1].text if index - 1 in sentence.indices else ""
    after = tokens[index + 1].text.lower() if index + 1 in sentence.indices else ""
    apart = before == "," and tokens[index].text.lower() == "not"
    return apart or after in {"only", "but", "until", "just", "least", "merely"}


def find_realis(sentence: Sentence, head: int, statement: Statement | None) -> Realis:
    """Return whether a clause tells of what was or is, what is to come, or what only might be."""
    tokens = sentence.tokens
    children = sentence.children(head)
    words = {tokens[c].text.lower() for c in children if tokens[c].dep in {"aux", "auxpass"}}
    marks = {tokens[c].text.lower() for c in children if tokens[c].dep == "mark"}
    if marks & {"if", "unless", "whether"} or _has_condition(sentence, head):
        return Realis.HYPOTHETICAL
    if tokens[sentence.indices[-1]].text == "?" or _is_asked(sentence, head, statement):
        return Realis.HYPOTHETICAL
    perfect = bool(words & {"have"})
    if words & _MAYBE and not perfect:
        return Realis.HYPOTHETICAL
    if words & _COMING and not perfect:
        return Realis.FUTURE
    if _is_planned(sentence, head, statement):
        return Realis.FUTURE
    return Realis.ACTUAL


def _has_condition(sentence: Sentence, head: int) -> bool:
    tokens = sentence.tokens
    return any(
        tokens[child].dep == "advcl"
        and any(
            tokens[mark].dep == "mark" and tokens[mark].text.lower() in {"if", "unless"}
            for mark in sentence.children(child)
        )
        for child in sentence.children(head)
    )


def _is_asked(sentence: Sentence, head: int, statement: Statement | None) -> bool:
    token = sentence.tokens[head]
    if statement is None or statement.cue is None:
        return False
    cue = statement.cue
    asks = statement.act is Act.ASKS or any(
        cue.start <= sentence.tokens[i].start < cue.end
        and sentence.tokens[i].lemma.lower() in _kind("asking")
        for i in sentence.indices
    )
    return asks and (token.tag in {"VB", "VBN", "NN", "NNS"} or token.dep == "xcomp")


def _is_planned(sentence: Sentence, head: int, statement: Statement | None) -> bool:
    tokens, token = sentence.tokens, sentence.tokens[head]
    infinitive = _is_infinitive(sentence, head)
    if infinitive and statement is not None and statement.act in {Act.PLEDGES, Act.EXPECTS}:
        return True
    if infinitive and tokens[token.head].lemma.lower() in _kind("planning"):
        return True
    telling = token.lemma.lower()
    if telling == "be" and any(
        tokens[c].dep == "xcomp" and _is_infinitive(sentence, c) for c in sentence.children(head)
    ):
        return True
    linked = [tokens[c].lemma.lower() for c in sentence.children(head) if tokens[c].dep == "acomp"]
    if telling not in _kind("planning") and not set(linked) & _kind("planning"):
        return False
    below = [c for child in sentence.children(head) for c in (child, *sentence.children(child))]
    return any(tokens[c].dep == "xcomp" for c in below)


def _is_infinitive(sentence: Sentence, head: int) -> bool:
    return any(
        sentence.tokens[c].tag == "TO" and sentence.tokens[c].dep == "aux"
        for c in sentence.children(head)
    )


def find_terms(tokens: Iterable[Token]) -> tuple[str, ...]:
    """Return the lemmas of the content words, in order."""
    plain = load_words("function_words")
    return tuple(
        token.lemma.lower()
        for token in tokens
        if token.pos in _CONTENT
        and token.text.lower() not in plain
        and (token.text.isalnum() or any(c.isalnum() for c in token.text))
    )
