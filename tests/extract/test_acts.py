"""What somebody does in saying it: cues in brackets, with the act and factuality they give."""

import pytest

from onrecord.annotate.syntax import parse_text
from onrecord.extract.acts import find_act, weigh_content
from onrecord.records import Act, Certainty, Polarity, Span

UNKNOWN = ("unknown", "unknown")
NEGATIVE = ("certain", "negative")
CASES = [
    ("She [said] {it was over}.", Act.SAYS, "certain", "positive"),
    ("She [said] {it was not over}.", Act.SAYS, "certain", "negative"),
    ("She [said] {it may be over}.", Act.SAYS, "possible", "positive"),
    ("She [said] {nobody was hurt}.", Act.SAYS, "certain", "negative"),
    ("She [said] {it would fail if rain came}.", Act.SAYS, "unknown", "unknown"),
    ("He [declined] {to comment}.", Act.DECLINED_TO_COMMENT, "unknown", "unknown"),
    ("He [said] {they declined to comment}.", Act.SAYS, "certain", "positive"),
    ("She [said] {it would likely be over}.", Act.SAYS, "probable", "positive"),
    ("The ministry [denied] {the reports}.", Act.DENIES, "certain", "negative"),
    ("He [did not explicitly deny] {it}.", Act.DECLINED_TO_COMMENT, "unknown", "unknown"),
    ("He [confirmed] {it}.", Act.CONFIRMS, "certain", "positive"),
    ("They [could not confirm] {it}.", Act.COULD_NOT_CONFIRM, "unknown", "unknown"),
    ("He could not [confirm] {it}.", Act.COULD_NOT_CONFIRM, "unknown", "unknown"),
    ("The firm [declined to comment on] {it}.", Act.DECLINED_TO_COMMENT, "unknown", "unknown"),
    (
        "She [refused to confirm] {whether it was over}.",
        Act.DECLINED_TO_COMMENT,
        "unknown",
        "unknown",
    ),
    ("It [has not commented on] {the reports}.", Act.NO_RESPONSE, "unknown", "unknown"),
    ("It [did not immediately respond to] {a request}.", Act.NO_RESPONSE, "unknown", "unknown"),
    ("She [accused] {him of theft}.", Act.ACCUSES, "certain", "positive"),
    ("She [warned that] {the dam leaked}.", Act.WARNS, "certain", "positive"),
    ("He [vowed to] {rebuild it}.", Act.PLEDGES, "probable", "positive"),
    ("He [called on] {them to leave}.", Act.ASKS, "unknown", "unknown"),
    ("He [called] {them heroes}.", Act.SAYS, "certain", "positive"),
    ("She [expects] {more rain}.", Act.EXPECTS, "probable", "positive"),
    ("She [believes] {it will hold}.", Act.BELIEVES, "probable", "positive"),
    ("He [does not believe] {it will hold}.", Act.DENIES, "probable", "negative"),
    ("I [don't really believe] {that}.", Act.DENIES, "probable", "negative"),
    ("She [does not expect] {more rain}.", Act.DENIES, "probable", "negative"),
    ("He [did not accuse] {her}.", Act.SAYS, "unknown", "unknown"),
    ("He [doubts] {it will hold}.", Act.BELIEVES, "possible", "negative"),
    ("The ministry [rejected] {a call by envoys to show restraint}.", Act.SAYS, *NEGATIVE),
    ("He [pleaded guilty] {to theft}.", Act.CONFIRMS, "certain", "positive"),
    ("He [pleaded not guilty] {to theft}.", Act.DENIES, *NEGATIVE),
    ("He [pleaded with] {them to stay}.", Act.ASKS, "unknown", "unknown"),
    ("He [played down] {the floods}.", Act.DENIES, "probable", "negative"),
    ("He [sought to] {blame the mayor for the leak}.", Act.ACCUSES, "certain", "positive"),
    ("He [sought] {help from the mayor}.", Act.SAYS, "certain", "positive"),
    ("They [sent a letter to] the mayor asking for {any sign of a leak}.", Act.ASKS, *UNKNOWN),
    ("They [sent a letter to] {the mayor asking for time}.", Act.SAYS, "certain", "positive"),
    ("The [refusal] {to release his tax returns} lasted.", Act.DECLINED_TO_COMMENT, *UNKNOWN),
    ("The [refusal] {to release the men} lasted.", Act.SAYS, *NEGATIVE),
    ("The office has [orders] {to allow doctors in}.", Act.SAYS, "certain", "positive"),
    ("The judge [ordered] {them to allow doctors in}.", Act.ASKS, "unknown", "unknown"),
    ("After his [comments regarding] {wiretaps}, the mayor left.", Act.SAYS, "certain", "positive"),
    ("They [are concerned about] {his pledge}.", Act.BELIEVES, "probable", "positive"),
    ("They [are concerned] {that it leaks}.", Act.EXPECTS, "possible", "positive"),
    ("She [wants] {the mayor to go}.", Act.ASKS, "unknown", "unknown"),
    ("[Pressed] by Ruiz {whether it leaks}, he left.", Act.ASKS, "unknown", "unknown"),
    ("She [stopped short of ruling out] {a ban}.", Act.DECLINED_TO_COMMENT, "unknown", "unknown"),
    ("He [neither confirmed nor denied] {it}.", Act.DECLINED_TO_COMMENT, "unknown", "unknown"),
    ("He [would neither confirm nor deny] {it}.", Act.DECLINED_TO_COMMENT, "unknown", "unknown"),
    ("They [won't say] {how many came}.", Act.DECLINED_TO_COMMENT, "unknown", "unknown"),
    ("He [did not rule out] {a ban}.", Act.SAYS, "unknown", "unknown"),
    ("She [has not said] {whether it is over}.", Act.DECLINED_TO_COMMENT, "unknown", "unknown"),
    ("She [has not said] {that it is over}.", Act.SAYS, "unknown", "unknown"),
    ("She [gave no details] {on the ban}.", Act.DECLINED_TO_COMMENT, "unknown", "unknown"),
    ("He [declined] {comment on the ban}.", Act.DECLINED_TO_COMMENT, "unknown", "unknown"),
    ("He [dodged questions about] {the ban}.", Act.DECLINED_TO_COMMENT, "unknown", "unknown"),
    ("She [could not say] {whether it leaked}.", Act.COULD_NOT_CONFIRM, "unknown", "unknown"),
    ("It [has so far not commented on] {it}.", Act.NO_RESPONSE, "unknown", "unknown"),
    ("He [was unavailable] {for comment}.", Act.NO_RESPONSE, "unknown", "unknown"),
    ("He [remained tight-lipped about] {it}.", Act.NO_RESPONSE, "unknown", "unknown"),
    ("He [would not rule out] {a ban}.", Act.SAYS, "unknown", "unknown"),
    ("The clinic [could not comment], {citing the law}.", Act.DECLINED_TO_COMMENT, *UNKNOWN),
    ("The court [rejected] {her appeal against the ban}.", Act.SAYS, "certain", "negative"),
    ("The court [rejected] {the claim}.", Act.DENIES, "certain", "negative"),
    ("The vote [is seen] as {a blow to the mayor}.", Act.BELIEVES, "probable", "positive"),
    ("He [walked back] {an earlier remark}.", Act.DENIES, "certain", "negative"),
    ("She [ruled out] {a ban}.", Act.DENIES, "certain", "negative"),
    ("She [reiterated] {that it was over}.", Act.SAYS, "certain", "positive"),
    ("He [conceded] {that it was over}.", Act.CONFIRMS, "certain", "positive"),
    ("He [floated] {the idea of a ban}.", Act.SAYS, "possible", "positive"),
    ("She [lashed out at] {the court}.", Act.ACCUSES, "certain", "positive"),
    ("She [ripped] {the court for the delay}.", Act.ACCUSES, "certain", "positive"),
    ("She [expressed confidence] {that it would hold}.", Act.BELIEVES, "probable", "positive"),
    ("He is [hoping] {to win}.", Act.EXPECTS, "possible", "positive"),
    ("He [offered] {to pay}.", Act.PLEDGES, "probable", "positive"),
    ("He [offered] {a deep apology}.", Act.SAYS, "certain", "positive"),
    ("He [pushed for] {a ban}.", Act.ASKS, "unknown", "unknown"),
    ("He [agreed to] {a ban}.", Act.PLEDGES, "probable", "positive"),
    ("She [vowed] {not to go even if he came}.", Act.PLEDGES, "probable", "negative"),
    ("She [said], {Should it rain all night, the dam will fail}.", Act.SAYS, "unknown", "unknown"),
    ("She [said] {it would be considered a threat}.", Act.SAYS, "certain", "positive"),
    ("The attack was [reportedly] {called off}.", Act.SAYS, "possible", "positive"),
]


def mark(marked: str, opening: str, closing: str) -> Span:
    bare = [c for c in marked if c not in "[]{}"]
    start = sum(c not in "[]{}" for c in marked[: marked.index(opening)])
    end = sum(c not in "[]{}" for c in marked[: marked.index(closing)])
    assert bare
    return Span(document_id="d", start=start, end=end)


@pytest.mark.parametrize(("marked", "act", "certainty", "polarity"), CASES)
def test_a_cue_gives_act_and_factuality(
    marked: str, act: Act, certainty: str, polarity: str
) -> None:
    text = "".join(c for c in marked if c not in "[]{}")
    cue, content = mark(marked, "[", "]"), mark(marked, "{", "}")
    tokens, _ = parse_text(text)
    found_act, found = find_act(text, tokens, cue, None, (content,))
    weighed = weigh_content(tokens, [content], found)
    assert (found_act, weighed.certainty, weighed.polarity) == (
        act,
        Certainty(certainty),
        Polarity(polarity),
    )


def test_the_neither_taken_for_the_source_turns_the_cue() -> None:
    text = "The police neither confirmed nor denied it."
    tokens, _ = parse_text(text)
    source, cue = Span(document_id="d", start=0, end=18), Span(document_id="d", start=19, end=39)
    assert find_act(text, tokens, cue, source)[0] is Act.DECLINED_TO_COMMENT
