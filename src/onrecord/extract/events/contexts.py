"""Contexts: what stands around an event in its report: statement, date, place, figures.

Indexed once a document, so that each event's look-ups cost in step with what is found.
"""

from collections.abc import Sequence

from onrecord.extract.acts import SILENT, find_silence, is_said
from onrecord.extract.events.arguments import find_object
from onrecord.extract.events.datings import Datings, find_clause
from onrecord.extract.events.shares import find_share_rows
from onrecord.extract.events.trees import Tree
from onrecord.extract.events.triggers import Match
from onrecord.extract.statements import index_aside
from onrecord.intervals import Intervals
from onrecord.lexicon import load_words
from onrecord.parses import find_range, find_root
from onrecord.quotemarks import find_quoted
from onrecord.records import (
    Act,
    BlockKind,
    Certainty,
    DateValue,
    Factuality,
    Figure,
    Polarity,
    Realis,
    Span,
    Speaker,
    Statement,
    StatementKind,
)
from onrecord.text import find_token

_HURT = {
    "ASSAULT": {"killed", "wounded", "casualties", "captured", "destroyed", "abducted"},
    "COERCE": {"arrested", "detained", "seized", "captured", "displaced", "deported"},
    "PROTEST": {"killed", "wounded", "arrested", "casualties"},
}
# What the head rates lower than this it doubts; the same below zero, it holds not to be so.
DOUBTED = 1.0
_QUOTES = frozenset('"“”«»')


class Context:
    """One report's statements, dates and figures, to be found from an event's words."""

    def __init__(
        self, tree: Tree, statements: Sequence[Statement], figures: Sequence[Figure]
    ) -> None:
        """Index the report."""
        self._tree = tree
        self._aside = index_aside(tree.annotated.document)
        rows = find_share_rows(tree.annotated.document.text)
        self._shares = Intervals((start, end, start) for start, end in rows)
        self._contents = Intervals((c.start, c.end, s) for s in statements for c in s.contents)
        self._cues = Intervals((s.cue.start, s.cue.end, s) for s in statements if s.cue)
        self._by_id = {s.id: s for s in statements}
        self._quoted = Intervals(
            (start, end, None) for start, end in find_quoted(tree.annotated.document.text)
        )
        self._rated = {e.span.start: e.factuality for e in tree.annotated.events}
        self._headlines = Intervals(
            (b.span.start, b.span.end, b)
            for b in tree.annotated.document.blocks
            if b.kind is BlockKind.HEADLINE
        )
        self._datings = Datings(tree)
        self._figures: dict[int, list[Figure]] = {}
        for figure in figures:
            place = find_token(tree.tokens, figure.quantity.span.start)
            if place < len(tree.tokens):
                self._figures.setdefault(tree.tokens[place].sentence, []).append(figure)

    def is_aside(self, tokens: Sequence[int]) -> bool:
        """Say whether words stand in page furniture or in what tells of silence."""
        for index in tokens:
            token = self._tree.tokens[index]
            for aside in (self._aside, self._shares):
                if any(True for _ in aside.overlapping(token.start, token.end)):
                    return True
            if any(s.act in SILENT for s in self._cues.overlapping(token.start, token.end)):
                return True
        return False

    def is_silence(self, tokens: Sequence[int]) -> bool:
        """Say whether words open a refusal to comment, whoever makes it."""
        first = min(tokens, default=0)
        words = " ".join(t.text for t in self._tree.tokens[first : first + 5])
        return find_silence(words, 1) is not None

    def find_statement(self, trigger: Span) -> Statement | None:
        """Return the statement a trigger makes, else the innermost one it stands in.

        A deed taken for a way of saying ("voted to", "backed out of") makes none. What nobody is
        said to say ("reportedly", "speculation that") and what nobody answers stands in the words
        around it.
        """
        for made in self._cues.overlapping(trigger.start, trigger.end):
            if self._is_said(made):
                return made
        found = self._innermost(trigger)
        while found is not None and (
            found.attribution.speaker is None or found.act in SILENT - {Act.COULD_NOT_CONFIRM}
        ):
            found = self._by_id.get(found.parent_id or "")
        return found

    def _is_said(self, made: Statement) -> bool:
        """Say whether a cue does something in saying it, by the table of acts."""
        words = find_range(self._tree.tokens, made.cue) if made.cue else range(0)
        lemmas = {self._tree.lemma(i) for i in words}
        if lemmas & load_words("event_deeds"):
            return False
        return made.act is not Act.SAYS or any(map(is_said, lemmas))

    def _innermost(self, span: Span) -> Statement | None:
        around = [
            (sum(c.end - c.start for c in s.contents), s.id)
            for s in self._contents.covering(span.start, span.end)
        ]
        return self._by_id[min(around)[1]] if around else None

    def find_speaker(self, trigger: Span, statement: Statement | None) -> Speaker | None:
        """Return on whose word the event stands: who tells it, not who makes it by speaking."""
        if statement is None:
            return None
        if statement.cue is not None and statement.cue.overlaps(trigger):
            parent = self._by_id.get(statement.parent_id or "")
            return parent.attribution.speaker if parent else None
        return statement.attribution.speaker

    def find_voice(self, index: int) -> Speaker | None:
        """Return who speaks a word inside quotation marks; None in the report's own voice."""
        token = self._tree.tokens[index]
        if not any(True for _ in self._quoted.covering(token.start, token.end)):
            return None
        span = self._tree.span(index, index)
        statement = self._innermost(span)
        return statement.attribution.speaker if statement else None

    def find_speaking(self, index: int) -> Speaker | None:
        """Return who says "I" or "we": the speaker of the quoted words it stands in."""
        statement = self._innermost(self._tree.span(index, index))
        if statement is None:
            return None
        words = "".join(c.of(self._tree.annotated.document.text) for c in statement.contents)
        quoted = statement.kind is not StatementKind.INDIRECT or _QUOTES & {*words}
        return statement.attribution.speaker if quoted else None

    def find_teller(self, index: int) -> Speaker | None:
        """Return those who tell of "they" in their own words' first clause, where several do."""
        token = self._tree.tokens[index]
        if token.text.lower() != "they":
            return None
        statement = self._innermost(self._tree.span(index, index))
        if statement is None or not statement.contents:
            return None
        first = find_token(self._tree.tokens, statement.contents[0].start)
        nouns = any(self._tree.tokens[i].pos in {"NOUN", "PROPN"} for i in range(first, index))
        return None if nouns else statement.attribution.speaker

    def is_reported(self, trigger: Span) -> bool:
        """Say whether a trigger stands in what somebody said."""
        return any(True for _ in self._contents.covering(trigger.start, trigger.end))

    def in_headline(self, trigger: Span) -> bool:
        """Say whether a trigger stands in a headline."""
        return any(True for _ in self._headlines.overlapping(trigger.start, trigger.end))

    def find_date(self, match: Match, carrier: int | None) -> DateValue | None:
        """Return when it happened: the date in its own clause, nearest its words."""
        return self._datings.find_date(match.index, match.index if carrier is None else carrier)

    def is_aside_clause(self, index: int) -> bool:
        """Say whether a trigger's clause is a side clause: "when …", "who …"."""
        clause = find_clause(self._tree, index)
        return self._tree.tokens[clause].dep in {"advcl", "relcl", "acl", "pcomp"}

    def find_instrument(self, match: Match) -> Span | None:
        """Return the weapon or means it was done with, where the words say so."""
        tree = self._tree
        for place in match.tokens:
            for child in tree.children[place]:
                token = tree.tokens[child]
                if token.dep == "prep" and token.text.lower() == "with":
                    held = tree.child(child, "pobj")
                elif token.dep == "advcl" and token.lemma.lower() in {"use", "employ"}:
                    held = find_object(tree, child)
                else:
                    continue
                if held is not None and {"weapon", "attack", "stones", "bomb"} & tree.classes(held):
                    first = min([held, *(c for c in tree.children[held] if c < held)])
                    return tree.span(first, held)
        return None

    def find_figures(self, match: Match, kind: str) -> tuple[str, ...]:
        """Return the figures of those hurt or held that hang on the event's clause."""
        wanted = _HURT.get(kind)
        if wanted is None:
            return ()
        tree = self._tree
        sentence = tree.tokens[match.index].sentence
        return tuple(
            figure.id
            for figure in self._figures.get(sentence, ())
            if wanted & set((figure.quantity.property or "").split("+"))
            and self._hangs_on(find_token(tree.tokens, figure.quantity.span.start), match)
        )

    def _hangs_on(self, index: int, match: Match) -> bool:
        """Say whether a token's clause is the event's, or hangs right on it."""
        tokens, own = self._tree.tokens, find_clause(self._tree, match.index)
        clause = find_clause(self._tree, index)
        for _ in range(3):
            if clause in {own, match.index}:
                return True
            if tokens[clause].dep not in {"conj", "advcl", "acl", "relcl"}:
                return False
            clause = find_clause(self._tree, tokens[clause].head)
        return False

    def _is_told_by(self, statement: Statement, index: int) -> bool:
        """Say whether a trigger is what a statement's content tells first and foremost."""
        tokens = self._tree.tokens
        root = find_root(tokens, find_range(tokens, statement.contents[0]))
        return root is not None and root in {index, find_clause(self._tree, index)}

    def doubt(self, trigger: Span) -> Realis | None:
        """Return what the trained head makes of a trigger of which no word says anything.

        Asked only where the rules are silent: "it did not appear that anyone was injured". Its
        scale has 3 for certainly so and -3 for certainly not; what it holds to be likely stays
        told as it is.
        """
        rated = self._rated.get(trigger.start)
        # Of what somebody said the head weighs him, too, and he is not in doubt of it.
        least = 0.0 if self.is_reported(trigger) else DOUBTED
        if rated is None or rated >= least:
            return None
        return Realis.NEGATED if rated <= -DOUBTED else Realis.HYPOTHETICAL

    def weigh(self, trigger: Span, index: int, kind: Realis, spans: tuple[Span, ...]) -> Factuality:
        """Return how firmly the nearest source holds that it happened, and which way.

        Outside every statement the report itself is the source.
        """
        inner = self._innermost(trigger)
        told = inner.factuality if inner else None
        certainty = Certainty.CERTAIN if told is None else told.certainty
        polarity = Polarity.POSITIVE if told is None else told.polarity
        if inner and told and inner.act is not Act.DENIES and not self._is_told_by(inner, index):
            # What the statement's main clause denies or hedges is not this.
            polarity = Polarity.POSITIVE if polarity is Polarity.NEGATIVE else polarity
        cues = (*(told.spans if told else ()), *spans)
        if kind is Realis.HYPOTHETICAL:
            return Factuality(spans=cues)
        if certainty is Certainty.UNKNOWN or polarity is Polarity.UNKNOWN:
            return Factuality(spans=cues)
        if kind is Realis.NEGATED:
            polarity = Polarity.NEGATIVE
        if kind is Realis.FUTURE and certainty is Certainty.CERTAIN:
            certainty = Certainty.PROBABLE
        return Factuality(certainty=certainty, polarity=polarity, spans=cues)
