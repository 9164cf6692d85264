"""Pronouns as sources: who "he", "she", "they" or "it" is, or nobody when two could be.

Candidates are weighed by how near they stand, whether they are a clause's subject and
whether they were speaking just before; a stated sex ("spokeswoman", "Mr.") is a hint that
can be outweighed, because translated reports get pronouns wrong. Names inside somebody's
quoted words do not compete.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.lexicon import load_words
from onrecord.parses import SUBJECTS, climb, find_children
from onrecord.records import Token

# Weights in points; a lead of less than MARGIN is no decision. Set by reading sources in
# PolNeAR train articles, not fitted: nearness, subjecthood and speaking are the three cues
# of Hobbs (1978) and Lappin & Leass (1994).
NEAR = 2.5
SUBJECT = 2.0
MAIN = 2.0  # more for the subject of the sentence's main clause
HERE = 2.0  # more still where that is the pronoun's own sentence
LOCAL = 4.0  # more for the subject whose clause the pronoun's hangs on: "Vale rose when she …"
SPOKE = 3.0
SEX = 4.0
GIVEN = 1.5  # the same by a given name only
UNNAMED = 2.0  # less for somebody described and never named: "he" is rather one with a name
MARGIN = 1.0
REACH = 6  # sentences

SEXES = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}
PERSONAL = frozenset(SEXES)
RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
PLURAL = frozenset({"they", "them", "their", "themselves", "both"})
NEUTER = frozenset({"it", "its", "itself"})
SPEAKING = frozenset({"i", "me", "my", "we", "us", "our"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody a pronoun could be, at one place before it."""

    key: int
    sentence: int
    start: int
    subject: bool
    spoke: bool
    sex: str | None
    given: str | None = None
    main: bool = False
    named: bool = True
    local: bool = False


def weigh(candidate: Candidate, pronoun: str, sentence: int) -> float:
    """Return a candidate's points for `pronoun` standing in `sentence`; higher is likelier."""
    points = -NEAR * (sentence - candidate.sentence)
    points += SUBJECT * candidate.subject + MAIN * candidate.main + SPOKE * candidate.spoke
    points += HERE * (candidate.main and candidate.sentence == sentence) + LOCAL * candidate.local
    points -= UNNAMED * (not candidate.named and pronoun in PERSONAL)
    wanted = SEXES.get(pronoun)
    if wanted and candidate.sex:
        points += SEX if candidate.sex == wanted else -SEX
    elif wanted and candidate.given:
        points += GIVEN if candidate.given == wanted else -GIVEN
    return points


def choose(
    candidates: Sequence[Candidate], pronoun: str, sentence: int
) -> tuple[int | None, tuple[int, ...]]:
    """Return the key of the referent, or None and the keys that could not be told apart."""
    best: dict[int, tuple[float, int]] = {}
    for candidate in candidates:
        if 0 <= sentence - candidate.sentence <= REACH:
            score = (weigh(candidate, pronoun, sentence), candidate.start)
            best[candidate.key] = max(best.get(candidate.key, score), score)
    ranked = sorted(best.items(), key=lambda item: (-item[1][0], -item[1][1]))
    if not ranked:
        return None, ()
    if _is_other(candidates, ranked[0][0], pronoun):
        return None, (ranked[0][0],)
    top = ranked[0][1][0]
    rivals = tuple(key for key, (points, _) in ranked if top - points < MARGIN)
    return (ranked[0][0], ()) if len(rivals) == 1 else (None, rivals)


def _is_other(candidates: Sequence[Candidate], key: int, pronoun: str) -> bool:
    """Say whether somebody is said to be of the other sex, and has not spoken: "Mr Vale … she"."""
    own = [one for one in candidates if one.key == key]
    wanted = SEXES.get(pronoun)
    stated = any(wanted and one.sex and one.sex != wanted for one in own)
    return stated and not any(one.spoke for one in own)


def find_host(tokens: Sequence[Token], pronoun: int) -> int | None:
    """Return the verb that a pronoun's clause says when or why of: "rose" in "rose when she …"."""
    verb = tokens[pronoun].head
    while tokens[verb].dep == "conj" and tokens[verb].head < verb:
        verb = tokens[verb].head
    if tokens[verb].dep == "advcl":
        return tokens[verb].head
    timed = any(tokens[i].tag == "WRB" for i in find_children(tokens, verb))
    if tokens[verb].dep != "relcl" or not timed:  # "rose on the day when she …"
        return None
    above = (i for i in climb(tokens, tokens[verb].head) if tokens[i].pos in {"VERB", "AUX"})
    return next(above, None)


def find_addresser(tokens: Sequence[Token], pronoun: int) -> int | None:
    """Return who puts words to the pronoun's own: Vale in "when Vale accused him, he answered"."""
    told = load_words("acts") | load_words("reporting")
    word = tokens[pronoun].text.lower()
    for index in range(pronoun - 1, -1, -1):
        token, verb = tokens[index], tokens[tokens[index].head]
        if token.sentence != tokens[pronoun].sentence:
            break
        same = SEXES.get(token.text.lower()) == SEXES.get(word) and token.dep in {"dobj", "dative"}
        if same and word in SEXES and verb.lemma.lower() in told:
            children = find_children(tokens, token.head)
            return next((i for i in children if tokens[i].dep in SUBJECTS), None)
    return None


def find_subject(tokens: Sequence[Token], first: int, last: int) -> int | None:
    """Return the verb whose subject one of the tokens heads (an apposed name counts), or None."""
    for index in range(first, min(last, len(tokens))):
        token = tokens[index]
        if token.dep in SUBJECTS:
            return token.head
        beside = token.dep in {"appos", "compound", "conj"}
        if beside and tokens[token.head].dep in SUBJECTS:
            return tokens[token.head].head
    return None


def is_main(tokens: Sequence[Token], verb: int) -> bool:
    """Say whether a verb heads its sentence, or is joined to the one that does."""
    while tokens[verb].dep == "conj" and tokens[verb].head != verb:
        verb = tokens[verb].head
    head = tokens[verb].head
    between = {token.text for token in tokens[verb:head]}
    if tokens[verb].dep == "ccomp" and between & _OPENERS:  # "Ruiz rose: “…,” he said"
        verb = head
    return tokens[verb].dep == "ROOT"


_OPENERS = frozenset({":", "“", '"', "''", "``"})
