"""What each line of a report is taken for. A statement must never be taken for furniture."""

import re
import time

import pytest

from onrecord.lexicon import load_table
from onrecord.read.blocks import find_blocks
from onrecord.read.furniture import is_linked_headline

BODY = (
    "The dam above Harrow Vale failed before dawn on Monday, the water board said, and"
    " some 400 people left their homes."
)
QUOTE = "“We had asked for repairs since the spring and nobody came,” the mayor, Ana Ruel, said."


def kinds(*lines, title=None):
    """Return (kind, words) for each block of the lines put together."""
    text = "\n".join(lines)
    blocks = find_blocks(text, "d0", title)
    return [(block.kind.value, block.span.of(text)) for block in blocks]


FURNITURE = [
    "Read the full article here",
    "Read the full story at The Valley Echo.",
    "Continue reading…",
    "Read or share this story: http://echo.example/1a",
    "Get Echo Breaking News Text Alerts: We’re launching text message alerts so you’ll know the"
    " biggest stories. Text “Alerts” to (201) 555-0139 or sign up here.",
    "Sign up for our daily newsletter.",
    "Subscribe to our politics podcast here.",
    "Do you have a story we should cover? Do you have any questions about this article? Write to"
    " LiveNews@echo.example.",
    "Have a tip? Write to tips@echo.example",
    "Follow Ana Sole on Twitter @anasole.",
    "Follow us on Facebook and Instagram for updates!",
    "RELATED: Two detained over the failure of the dam, sources say",
    "READ MORE: Minister denies dam was unsafe",
    "Advertisement",
    "Story continues below advertisement",
    "Please enable Javascript to watch this video",
    "This is a developing story. Check back for updates.",
    "Share this story",
    "Facebook | Twitter | WhatsApp",
    "___",
    "* * *",
    "@anasole",
    "asole@echo.example",
    "We use cookies to give you the best experience.",
    "Download our free app for weather and traffic.",
    "border-radius: 50px;",
    "Click here to see the pictures.",
    "Do you work at the dam? Do you have a story we should tell? Write to desk@echo.example.",
    "Follow our live coverage and sign up for text alerts.",
    "The Valley Echo is published by Echo House. Contact us: desk@echo.example",
    "Our Standards: The Echo Trust Principles.",
    "Topics: Dams, Harrow Vale, Water board",
    "4 min read",
    "This article was updated on Nov. 19 with the mayor’s name.",
    "Got a confidential news tip? We want to hear from you.",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_is_flagged(line):
    assert kinds(BODY, QUOTE, line, BODY)[2] == ("furniture", line)


CREDITS = [
    "Reuters contributed to this report.",
    "The Associated Press and Ana Sole contributed to this story.",
    "CNN’s Jo Bell contributed to this report.",
    "Jo Bell in Geneva contributed reporting.",
    "(Reporting by Jo Bell in Harrow; Editing by Al Ray)",
    "Additional reporting by Jo Bell and Al Ray",
    "Contributing: The Associated Press",
    "With reporting from Agence France-Presse",
    "By The Associated Press",
    "(Reuters)",
    "Copyright 2024 The Associated Press. All rights reserved.",
    "© 2024 Echo Media Group.",
    "Source: Vale Media Wire",
    "Information from: The Courier, http://www.courier.example",
    "Photo: Jo Bell",
    "Translated by Jo Bell.",
    "The interview was conducted in Valish and has been translated and shortened for clarity.",
    "This story has been published from a wire agency feed without changes to the text.",
    "(Except for the headline, this story has not been edited by Echo staff and is published"
    " from a syndicated feed.)",
    "Distributed by Vale Content Agency, LLC.",
    "Published: Monday, Nov. 18, 2024 | 5:32 PM",
]


@pytest.mark.parametrize("line", CREDITS)
def test_credits_are_flagged(line):
    assert kinds(BODY, QUOTE, line)[2] == ("credit", line)


STATEMENTS = [
    "“Do you have a story we should cover?” the editor asked the mayor.",
    "She said: Do you have a story for us?",
    "“Read the full article here,” the notice on the ministry’s door said.",
    "Read the full report, Ruel told the council, and you will see who knew.",
    "“Sign up for our newsletter and you will get the truth,” he told the crowd.",
    "Mr. Rastin also contributed $300,000 to a group backing the governor.",
    "The agencies contributed to this failure, the inquiry found.",
    "The union contributed to this story of neglect, Ruel said.",
    "Follow the rules on the dam, she said.",
    "Follow Ana Ruel on her rounds and you hear one word: water.",
    "Get out of the valley, alerts told residents.",
    "Anyone with information is asked to call the police, Chief Jo Bell said.",
    "More than 300 homes were flooded.",
    "Reporting by the Echo showed that the board knew.",
    "Reporting by Reuters and the Echo showed that the board knew.",
    "The union contributed to this story of neglect.",
    "Do you know what we lost? We lost the school, and the ministry knew.",
    "This report has been edited to hide the truth, Ruel said.",
    "This report was updated twice before the dam failed.",
    "The report was translated for the court, and the board read it.",
    "Water was distributed by Relief Vale, and 300 people came.",
    "Stay informed, the mayor told residents.",
    "Topics: dams, water and who knew what, Ruel said.",
    "Click here to sign, the petition said, and 3,000 did.",
    "Copyright law was not at issue, the judge said.",
    "This story was first reported by Reuters, which cited two officials.",
    "Related claims by the ministry were denied on Tuesday.",
    "Subscribe to our view or leave, the minister told the board.",
    "By Friday the water had gone, officials said.",
    "All rights reserved for the owners were lost, the court said.",
    "Share prices of the builder fell by a fifth.",
    "Photo: “We begged them to come and nobody listened to us,” the sign read.",
    "Related: “We begged them to come and nobody listened to us,” the mayor says",
    "Source: two detained over failure of dam and a third is sought",
]


@pytest.mark.parametrize("line", STATEMENTS)
@pytest.mark.parametrize("last", [False, True], ids=["amid", "last"])
def test_a_statement_is_never_furniture(line, last):
    lines = (BODY, QUOTE, line) if last else (BODY, line, QUOTE, BODY, BODY, BODY, BODY)
    assert ("paragraph", line) in kinds(*lines)


@pytest.mark.parametrize(
    ("words", "promo", "kind"),
    [
        (QUOTE, "Do you have a story we should cover? Mail LiveNews@echo.example.", "furniture"),
        (QUOTE, "Read the full article here", "furniture"),
        ("It may be “too late to save it.”", "Reuters contributed to this report.", "credit"),
        (BODY, "This article was originally published by The Valley Echo.", "furniture"),
        (
            "The S.S. Harrow, which had been at the dam since March, left.",
            "Jo Bell contributed to this article.",
            "credit",
        ),
        (BODY, "(Reporting by Jo Bell; Editing by Al Ray)", "credit"),
    ],
)
@pytest.mark.parametrize("glue", [" ", ""], ids=["space", "glued"])
def test_the_end_of_a_last_line_is_flagged_alone(words, promo, kind, glue):
    assert kinds(BODY, words + glue + promo)[1:] == [("paragraph", words), (kind, promo)]


def test_links_that_close_a_page_are_furniture_and_the_same_amid_is_not():
    link = "Board knew dam was unsafe, minister says (The Harrow Post)"
    assert ("furniture", link) in kinds(BODY, link, "Read the full article here")
    assert ("paragraph", link) in kinds(BODY, link, QUOTE)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Out Of The Vale, A Town Asks Why Its Dam Failed (Forbes)", True),
        ("Dam was ‘fair warning’ to Vale, U.S. says (The Washington Post)", True),
        ("She spoke with Senator Jane Doe (R)", False),
        ("The shot shows the dam before it failed. (Vale Sheriff’s Office)", False),
        ("The dam failed (officials say it was old)", False),
    ],
)
def test_headlines_of_other_reports(line, expected):
    assert is_linked_headline(line) is expected


@pytest.mark.parametrize(
    "first",
    [
        "Dam Fails Above Harrow Vale, Hundreds Flee",
        "Water board accuses ministry of ignoring repairs",
        "Who Knew That the Dam Was Unsafe?",
        "Dam was ‘an accident in waiting’",
    ],
)
def test_a_first_line_without_a_stop_is_the_headline(first):
    assert kinds(first, BODY, QUOTE)[0] == ("headline", first)


@pytest.mark.parametrize(
    "first",
    [
        "The dam failed on Monday, officials said.",
        "HARROW, Vale —",
        "HARROW, Vale (AP) _",
        "The dam failed. View Full Caption",
        "“We are safe here,” she said, “for now.”",
        "A short list:",
        BODY[:-1].replace("failed", "failed once more"),
    ],
)
def test_a_first_line_that_is_a_sentence_or_a_scrap_is_a_paragraph(first):
    assert kinds(first, QUOTE, BODY)[0] == ("paragraph", first)


def test_a_headline_needs_a_body():
    assert kinds("Dam Fails Above Vale", "Hundreds Flee")[0][0] == "paragraph"


@pytest.mark.parametrize(
    ("title", "first"),
    [
        ("Dam Fails Above Harrow Vale", "Dam fails above Harrow Vale."),
        ("Board knew that the dam was unsafe - The Echo", "Board knew that the dam was unsafe"),
        ("Board knew that dam was unsafe; repairs put off", "Board knew that dam was unsafe;"),
    ],
)
def test_the_title_finds_the_headline_even_with_a_stop(title, first):
    assert kinds(first, BODY, title=title)[0] == ("headline", first)


def test_furniture_and_bylines_above_the_text_are_passed_over():
    found = kinds("Advertisement", "Dam Fails Above Harrow Vale", "By Jo Bell and Ana Sole", BODY)
    assert [kind for kind, _ in found] == ["furniture", "headline", "credit", "paragraph"]


@pytest.mark.parametrize(
    "line",
    [
        "Topline",
        "KEY FACTS",
        "What Is the Valley’s Relationship With Its Dam?",
        "## What happens next",
        "Why It Matters:",
        "How Has The U.s. Been Involved?",
    ],
)
def test_headings(line):
    assert kinds(BODY, line, QUOTE)[1] == ("heading", line)


@pytest.mark.parametrize(
    "line",
    [
        "Ruel said:",
        "“Never Again”",
        "- Sandbags for the lower town",
        "Q: Did They Know",
        "Injured: 74",
    ],
)
def test_short_lines_that_are_no_headings(line):
    assert kinds(BODY, line, QUOTE)[1] == ("paragraph", line)


@pytest.mark.parametrize(
    "line",
    [
        "Reporting by " + "And " * 140 + "?",
        "By " + "Ann and " * 70 + "?",
        "Contact " + "A. " * 190,
        "Follow " + "A’ " * 190 + "on",
        "Share, email " * 40 + "!",
        "Related: " + "a" * 500 + ".",
        "A contributed " * 40,
        "Sign up for the " * 30 + "“",
        "Source: " + "press " * 95,
        "@" * 599,
        "_ " * 290 + "x",
        "(" * 599,
        "Do you have a story we should cover? " * 16 + "said",
    ],
    ids=lambda line: line[:12],
)
def test_no_line_takes_long(line):
    started = time.process_time()
    for words in (line, line + ".", "It failed. " * 1000 + line):
        find_blocks(words, "d0")
    assert time.process_time() - started < 0.2


def test_every_flag_says_why():
    text = "\n".join(["Dam Fails Above Harrow Vale", BODY, *FURNITURE, *CREDITS])
    blocks = find_blocks(text, "d0")
    assert all(block.reason for block in blocks if block.kind.value != "paragraph")


@pytest.mark.parametrize("table", ["furniture", "credits"])
def test_tables_are_well_formed(table):
    for row in load_table(table):
        assert len(row) == 3, row
        assert row[0] in {"line", "start", "link", "end", "head"}
        assert re.compile(row[1], re.IGNORECASE).groups == 0, row
        assert row[2]
