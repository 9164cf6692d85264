"""What somebody does in saying it, as a word; the style sheet sets a shape before each.

The words are the plain ones of the page ("can't confirm", "no comment"). Shapes are single
characters that every system font has, drawn by the style sheet so that they are neither read
out nor copied; colour comes only third.
"""

from dataclasses import dataclass

from onrecord.records import Act, StatementKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ActView:
    """An act as shown: its word, and the name its style goes by."""

    word: str
    name: str


WORDS: dict[Act, str] = {
    Act.SAYS: "says",
    Act.CONFIRMS: "confirms",
    Act.DENIES: "denies",
    Act.ACCUSES: "accuses",
    Act.WARNS: "warns",
    Act.PLEDGES: "pledges",
    Act.ASKS: "asks",
    Act.EXPECTS: "expects",
    Act.BELIEVES: "believes",
    Act.COULD_NOT_CONFIRM: "can’t confirm",
    Act.DECLINED_TO_COMMENT: "no comment",
    Act.NO_RESPONSE: "no answer",
}
ACTS: dict[Act, ActView] = {act: ActView(word=word, name=act.value) for act, word in WORDS.items()}

# The acts a reader looks for first when asking what is disputed.
AGAINST = (Act.DENIES, Act.COULD_NOT_CONFIRM, Act.DECLINED_TO_COMMENT, Act.NO_RESPONSE)

# Stands before the outlet's name: “quoted in The Lissen Post”.
KINDS: dict[StatementKind, str] = {
    StatementKind.DIRECT: "quoted in",
    StatementKind.INDIRECT: "in the words of",
    StatementKind.MIXED: "partly quoted in",
}
