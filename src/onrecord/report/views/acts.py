"""What somebody does in saying it, as a word and a shape; colour comes only third.

The words are the plain ones of the page ("can't confirm", "no comment"); the shapes are
single characters that every system font has, hidden from screen readers, which read the word.
"""

from dataclasses import dataclass

from onrecord.records import Act, StatementKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ActView:
    """An act as shown: its word, its shape, and the name its style goes by."""

    word: str
    shape: str
    name: str


def _act(act: Act, word: str, shape: str) -> tuple[Act, ActView]:
    return act, ActView(word=word, shape=shape, name=act.value)


ACTS: dict[Act, ActView] = dict(
    (
        _act(Act.SAYS, "says", "“"),
        _act(Act.CONFIRMS, "confirms", "✓"),
        _act(Act.DENIES, "denies", "✕"),
        _act(Act.ACCUSES, "accuses", "▸"),
        _act(Act.WARNS, "warns", "▲"),
        _act(Act.PLEDGES, "pledges", "◆"),
        _act(Act.ASKS, "asks", "?"),
        _act(Act.EXPECTS, "expects", "◇"),
        _act(Act.BELIEVES, "believes", "○"),
        _act(Act.COULD_NOT_CONFIRM, "can’t confirm", "~"),
        _act(Act.DECLINED_TO_COMMENT, "no comment", "—"),
        _act(Act.NO_RESPONSE, "no answer", "…"),
    )
)

# The acts a reader looks for first when asking what is disputed.
AGAINST = (Act.DENIES, Act.COULD_NOT_CONFIRM, Act.DECLINED_TO_COMMENT, Act.NO_RESPONSE)

# Stands before the outlet's name: “quoted in The Lissen Post”.
KINDS: dict[StatementKind, str] = {
    StatementKind.DIRECT: "quoted in",
    StatementKind.INDIRECT: "in the words of",
    StatementKind.MIXED: "partly quoted in",
}
