"""What is told as if it were said, and is not: <source>, (cue), [content] in each sentence."""

import re

import pytest

from onrecord.annotate.syntax import parse_text
from onrecord.annotate.unsaid import drop_unsaid
from onrecord.records import Quotation, Span, StatementKind

UNSAID = [
    "<The minister> (refrained from criticising) [the harbour board].",
    "<Okoro> (did not mention) [the letter] when she spoke.",
    "<Okoro> (did not mention) [that the wall had cracked].",
    "<The board> (made no mention of) [the leak].",
    "<The mayor> (did not give further) [details] of the plan.",
    "<The lawyers> (scrapped plans) [to let her speak].",
    "<The panel> (had sought) [to question the engineer about the leak].",
    "<The court> (deliberates on) [whether to open the dam].",
    "<The assembly> (approved) [the treaty] on Monday.",
    "<The mayor> (signed) [an order to shut the port].",
    "[The plan] (appeared) [unpopular] with <the public>.",
    "<The launch> (suggests) [the port is open again].",
    "<The council> (voted against) [the mayor's plan].",
    "<He> (was sentenced) [to two years in jail].",
    "<The mayor> (backed out of) [an agreement to reopen the harbour].",
    "[He] (was found) [guilty of setting fire to the mill].",
    "<The council> (voted) [to rebuild the wall].",
    "<The assembly> (elected) [Dana Okoro, then its clerk, to be mayor].",
    "<Divers> (observed) [44 cracks in the wall since May].",
    "<The board> published a report (assessing) [the risks to the port].",
    "<The footage> (showed) [Okoro shouting at a guard].",
    "<A look at the books> (reveals) [that the mill lost money].",
    "<The word> (refers to) [the season of storms].",
    "<Osk law> (strictly prohibits) [the sale of eels].",
    "<Okoro> (tweeted) [images of the broken wall].",
    "<The ministry> (issued a new policy) [aimed at dock workers].",
    "<The board> (could well argue) [that the wall was old].",
    "<Okoro> (has sought) [to move her party to the coast].",
    "The town is full of fishermen <who> (support) [a new pier].",
    "<He> (threatened) [the guard with a rusty boat knife].",
    "<Vale> (comes to terms with) [his fear of the sea].",
    "[Two ministers] (are known) [to be against the pier].",
    "[The eel] (is classified) [as a pest].",
]
SAID = [
    "<The minister> (criticised) [the harbour board].",
    "<Okoro> (mentioned) [the letter] when she spoke.",
    "<The mayor> (gave no details) [on the plan].",
    "<The mayor> (plans) [to open the dam].",
    "<The study> (suggests) [the port is open again].",
    "<Okoro> (suggested) [the port was open again].",
    "<The mayor> (signed a statement) [on the leak].",
    "<The voters> (approve of) [his plan].",
    "<Ruiz> (remained convinced) [that the wall would hold].",
    "<Divers> (observed) [that the wall had cracked].",
    "<The inspector> (assessed) [the risk as high].",
    "<The law> (says) [that eels may not be sold].",
    "<The figures> (show) [that the mill lost money].",
    "<The minister> (issued a statement) [on the pier].",
    "<The board> (could not say) [who had opened the gate].",
    "<Okoro> (sought) [to blame her party].",
    "<The parties> (would seek) [to limit the fees].",
    "Vale and Okoro, <who> (support) [a new pier], left early.",
    "<The admiral> (threatened) [Osk with new sanctions].",
    "<A third of voters> (would vote for) [Okoro].",
    "[The diver] (is understood) [to be ill].",
]


def read(marked: str, kind: StatementKind = StatementKind.INDIRECT) -> int:
    text, spans = "", {"<": [], "(": [], "[": []}
    for piece in re.split(r"([<(\[][^>)\]]*[>)\]])", marked):
        if piece[:1] in spans:
            place = (len(text), len(text) + len(piece) - 2)
            spans[piece[0]].append(Span(document_id="d", start=place[0], end=place[1]))
            piece = piece[1:-1]
        text += piece
    quotation = Quotation(
        kind=kind,
        contents=tuple(spans["["]),
        cue=spans["("][0],
        source=next(iter(spans["<"]), None),
        method="test",
    )
    tokens, _ = parse_text(text)
    return len(drop_unsaid(text, tokens, (quotation,)))


@pytest.mark.parametrize("marked", UNSAID)
def test_what_nobody_says_is_left_out(marked: str) -> None:
    assert read(marked) == 0


@pytest.mark.parametrize("marked", SAID)
def test_what_somebody_says_is_kept(marked: str) -> None:
    assert read(marked) == 1


def test_quoted_words_are_always_said() -> None:
    assert read("<The mayor> (approved) [“the best of plans”].", StatementKind.DIRECT) == 1
