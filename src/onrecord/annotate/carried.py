"""Carried sayings: what somebody says inside what somebody else is said to report.

"The ministry has denied it, with a spokeswoman saying …, according to the Herald": the model
finds the Herald and may take all the rest for its words, or leave the spokeswoman out. Reporting
verbs left over inside such contents, around quoted words that are in no content, or at the head of
a sentence with a whole clause ("Velden says it leaks") are read from the parse: who, and what.
What a medium carries may be a belief or an estimate too. A clause without both, or one whose
subject is the speaker (I, we, you), is left to the missed list.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from onrecord.annotate.parsed_reports import Offsets, ParsedReport, make_saying
from onrecord.intervals import Intervals
from onrecord.lexicon import load_table, load_words
from onrecord.names import is_medium
from onrecord.parses import SUBJECTS, find_children, find_sentence, find_subtree
from onrecord.records import Quotation, Span, Token
from onrecord.text import count_words, find_token

METHOD = "reporting verb in the parse"
# Verbs whose passive names who says it after "by", and what is said as its subject.
_PASSIVE = frozenset({"confirm", "deny", "announce", "acknowledge"})
# Verbs that deny only where it is a claim that is rejected: no offer, no bid.
_REFUTED = frozenset({"reject", "dismiss", "dispute", "refute", "rebut"})
_WHERE = frozenset({"at", "on", "during", "after", "before"})
_OWN_VOICE = frozenset({"i", "we", "you", "it", "that", "this", "which", "who"})
_PERSONS = frozenset({"he", "she", "they"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SUBJECTS = SUBJECTS | {"expl"}
_AUXILIARIES = frozenset({"aux", "auxpass", "neg"})
# A clause that is said; a thing that is denied, confirmed or claimed.
_SAID, _NAMED = ("ccomp",), ("dobj",)
_MARKS = 2  # marks at the end of quoted words that the parse leaves out
_GAP = 4  # characters from quoted words to who said them: the mark, a comma, a space
_FEWEST = 3  # words of content: "said so" says nothing


def find_carried(report: ParsedReport, taken: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """Return an attribution for each reporting verb left over inside another's contents."""
    contents = Intervals((c.start, c.end, (c, q)) for q in taken for c in q.contents)
    cues = Intervals((q.cue.start, q.cue.end, q) for q in taken if q.cue)
    words = load_words("reporting")
    wider = words | load_words("acts") | {"put"}
    loose = [(a, b) for a, b in report.quoted if not any(contents.overlapping(a, b))]
    found: list[Quotation] = []
    for index, token in enumerate(report.tokens):
        low = token.lemma.lower()
        if token.pos != "VERB" or low not in wider or any(cues.overlapping(token.start, token.end)):
            continue
        around = min(contents.covering(token.start, token.end), key=lambda e: e[0], default=None)
        if low in _PASSIVE | _REFUTED and token.tag == "VBN" and not around:
            found += _read_passive(report, index)
        elif around and (low in words or _is_carrier(report.text, around[1])):
            found += _read_clause(report, index, _draw_over(report.text, *around))
        elif not around and low in words and _is_aside(report.tokens, index):
            whole = _find_whole(report, index)
            aside = tuple(_read_clause(report, index, whole))
            found += aside or tuple(_read_told(report, index, whole))
        elif not around and low in words:
            left = tuple(_read_loose(report, index, loose)) if loose else ()
            found += left or _read_plain(report, index, contents)
        elif not around and low in _load_requests():
            found += _read_request(report, index, contents)
    return tuple(found)


def _read_passive(report: ParsedReport, verb: int) -> Iterator[Quotation]:
    """Yield what is confirmed, denied or announced by somebody named: "was confirmed by Ruiz"."""
    tokens = report.tokens
    children = {tokens[i].dep: i for i in find_children(tokens, verb)}
    agent, subject = children.get("agent"), children.get("nsubjpass")
    if agent is None or subject is None or not subject < verb < agent:
        return
    objects = [i for i in find_children(tokens, agent) if tokens[i].dep == "pobj"]
    if not objects or tokens[subject].pos == "PRON":
        return
    claims = load_words("refutables")
    if tokens[verb].lemma.lower() in _REFUTED and tokens[subject].lemma.lower() not in claims:
        return
    aside = {i for i in find_children(tokens, objects[0]) if tokens[i].text.lower() in _WHERE}
    source = find_subtree(tokens, objects[0], aside)
    first = min(children.get("auxpass", verb), children.get("aux", verb))
    cue = tokens[first].start, tokens[verb].end
    yield make_saying(report, METHOD, source, cue, find_subtree(tokens, subject))


def _draw_over(text: str, content: Span, quotation: Quotation) -> Span:
    """Return a content drawn on over the others of its attribution in the same paragraph."""
    last = max(part.end for part in quotation.contents)
    together = "\n" not in text[content.start : last]
    return replace(content, end=last) if together else content


def _is_carrier(text: str, quotation: Quotation) -> bool:
    return quotation.source is not None and is_medium(quotation.source.of(text))


def _is_aside(tokens: Sequence[Token], verb: int) -> bool:
    """Say whether a participle hangs on "with": "…, with Ruiz telling reporters that …"."""
    token = tokens[verb]
    return token.tag == "VBG" and token.dep == "pcomp" and tokens[token.head].text.lower() == "with"


def _read_plain(
    report: ParsedReport, verb: int, contents: Intervals[tuple[Span, Quotation]]
) -> list[Quotation]:
    """Return the saying of a verb that heads its sentence, where its words are nobody's."""
    if not _is_plain(report.tokens, verb):
        return []
    found = _read_clause(report, verb, _find_whole(report, verb))
    firsts = ((q, q.contents[0]) for q in found)
    return [q for q, said in firsts if not any(contents.overlapping(said.start, said.end))]


def _read_request(
    report: ParsedReport, verb: int, contents: Intervals[tuple[Span, Quotation]]
) -> list[Quotation]:
    """Return what somebody is asked to do, where the verb heads its sentence."""
    tokens = report.tokens
    children = {tokens[i].dep: i for i in find_children(tokens, verb)}
    subject, asked, done = (children.get(dep) for dep in ("nsubj", "dobj", "xcomp"))
    if tokens[verb].dep != "ROOT" or tokens[verb].tag not in _FINITE or "neg" in children:
        return []
    if subject is None or asked is None or done is None or not subject < verb < asked < done:
        return []
    named = tokens[subject].pos in {"NOUN", "PROPN"} or tokens[subject].text.lower() in _PERSONS
    to = any(tokens[i].tag == "TO" for i in find_children(tokens, done))
    said = find_subtree(tokens, asked)[0], find_subtree(tokens, done)[1]
    if not named or not to or any(contents.overlapping(*said)):
        return []
    source, cue = find_subtree(tokens, subject), (tokens[verb].start, tokens[verb].end)
    return [make_saying(report, METHOD, source, cue, said)]


@cache
def _load_requests() -> frozenset[str]:
    """Return the single verbs of the table `acts` by which somebody asks for something."""
    rows = load_table("acts")
    return frozenset(row[0] for row in rows if row[1] == "asks" and " " not in row[0])


def _is_plain(tokens: Sequence[Token], verb: int) -> bool:
    """Say whether a verb heads its sentence and a whole clause follows: "Velden says it leaks"."""
    if tokens[verb].dep != "ROOT" or tokens[verb].tag not in _FINITE:
        return False
    children = list(find_children(tokens, verb))
    clauses = [i for i in children if tokens[i].dep == "ccomp" and i > verb]
    open_ended = any(tokens[i].dep in {"neg", "aux"} for i in children)
    return not open_ended and any(
        tokens[i].dep in _SUBJECTS for clause in clauses for i in find_children(tokens, clause)
    )


def _read_told(report: ParsedReport, verb: int, whole: Span) -> Iterator[Quotation]:
    """Yield what somebody is told, to the sentence's end, where the parse has lost the clause."""
    text, tokens = report.text, report.tokens
    children = {tokens[i].dep: i for i in find_children(tokens, verb)}
    subject, hearer = children.get("nsubj"), children.get("dobj")
    if tokens[verb].lemma != "tell" or subject is None or hearer is None or hearer < verb:
        return
    source = find_subtree(tokens, subject)
    rest = find_token(tokens, find_subtree(tokens, hearer)[1])
    end = whole.end - (text[whole.end - 1] in ".!?")
    if source[1] > tokens[verb].start or count_words(text[tokens[rest - 1].end : end]) < _FEWEST:
        return
    cue = tokens[verb].start, tokens[verb].end
    yield make_saying(report, METHOD, source, cue, (tokens[rest].start, end))


def _find_whole(report: ParsedReport, index: int) -> Span:
    sentence = find_sentence(report.tokens, index)
    first, last = report.tokens[sentence[0]], report.tokens[sentence[-1]]
    return Span(document_id=report.document_id, start=first.start, end=last.end)


def _read_loose(report: ParsedReport, verb: int, loose: Sequence[Offsets]) -> Iterator[Quotation]:
    """Yield the saying of a verb of no attribution, where it holds quoted words of none."""
    whole = _find_whole(report, verb)
    for quotation in _read_clause(report, verb, whole):
        said = quotation.contents[0]
        held = [b + 1 for a, b in loose if said.start <= a and b <= said.end + _MARKS]
        if held:
            whole_said = replace(said, end=max(said.end, min(max(held), whole.end)))
            yield replace(quotation, contents=(whole_said,))


def _read_clause(report: ParsedReport, verb: int, within: Span) -> Iterator[Quotation]:
    """Yield the saying of one verb, clipped to the contents it stands `within`."""
    tokens = report.tokens
    children = [(i, tokens[i]) for i in find_children(tokens, verb)]
    subject = next((i for i, t in children if t.dep == "nsubj" and i < verb), None)
    if subject is None or tokens[subject].text.lower() in _OWN_VOICE:
        return
    source = find_subtree(tokens, subject)
    content = _find_content(tokens, verb, children) or _find_before(report, source[0], within)
    if content is None:
        return
    first = min([verb, *(i for i, t in children if t.dep in _AUXILIARIES and subject < i < verb)])
    if source[1] > tokens[first].start or content[0] < tokens[verb].end < content[1]:
        return
    start, end = content[0], min(content[1], within.end)
    if start < end:
        cue = tokens[first].start, tokens[verb].end
        yield make_saying(report, METHOD, source, cue, (start, end))


def _find_before(report: ParsedReport, end: int, within: Span) -> Offsets | None:
    """Return the quoted words that stand right before a subject: "“…,” Ruiz said"."""
    before = [(a, b) for a, b in report.quoted if within.start <= a and b < end <= b + _GAP]
    if not before or len(report.text[slice(*before[-1])].split()) < _FEWEST:
        return None
    start, stop = before[-1]
    return max(start - 1, within.start), stop + 1


def _find_content(
    tokens: Sequence[Token], verb: int, children: Sequence[tuple[int, Token]]
) -> Offsets | None:
    """Return what is said: the clause, else the thing named, after the verb."""
    for kinds in (_SAID, _NAMED):
        for index, token in children:
            if token.dep in kinds and index > verb:
                start, end = find_subtree(tokens, index)
                start = max(start, tokens[verb].end + 1)
                if tokens[verb].lemma == "put":  # "put the number at about 400"
                    end = max(end, find_subtree(tokens, verb)[1])
                if find_token(tokens, end - 1) - find_token(tokens, start) + 1 >= _FEWEST:
                    return start, end
    return None
