"""Blocks: what each line of a report is, so that a headline is read as one and furniture not.

Every non-blank line becomes a block, in order; the flagged end of a line becomes one of its
own. Flags never move or cut a character. Where nothing speaks clearly for another kind, a
line is a paragraph.
"""

import re
from collections.abc import Sequence

from onrecord.lexicon import load_words
from onrecord.read.furniture import Flag, find_flag, is_linked_headline
from onrecord.records import Block, BlockKind, Span
from onrecord.text import find_paragraphs, trim

# Promos and credits are glued to one of the last paragraphs, after which others may follow.
_LAST_LINES = 4
# A byline stands above the text, below the headline and perhaps a date and a button.
_FIRST_LINES = 6
_HEADLINE_WORDS = (3, 40)
_HEADLINE_CHARS = 250
_HEADING_WORDS = 14
_HEADING_CHARS = 110
# A first line this much of a title, or the other way round, is that title cut short.
_TITLE_LETTERS = 20
_MARKDOWN = re.compile(r"#{1,6} +\S")
_NO_STOP = re.compile(r"[^.!;:,…)–—_-]$")
# A sentence ends inside the line, or an address stands in it: a caption or a post.
_CAPTION = re.compile(r"[a-z\d]{2}[.!] [A-Z]|@|https?:")
_FULL_STOP = re.compile(r"[.…][”\"’')\]]*$")
_STOP = re.compile(r"[.!?…][”\"’')\]]*$")
_SMALL_WORDS = frozenset(
    {"a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "is", "it", "nor",
     "of", "off", "on", "or", "over", "per", "so", "than", "the", "to", "up", "via", "with"}
)  # fmt: skip
# Ends a quotation, asks and answers as in an interview, or gives a count.
_ASIDE = re.compile(r"[”\"»]$|^[QA]:|: ?\d")
_Line = tuple[int, int, str]


def find_blocks(text: str, document_id: str, title: str | None = None) -> tuple[Block, ...]:
    """Return the blocks of a text, in order, covering every line that is not blank.

    >>> [b.kind.value for b in find_blocks(
    ...     "Dam Fails Above Valley\\n\\nA dam failed on Monday, officials said.\\n"
    ...     "Read the full article here", "d0")]
    ['headline', 'paragraph', 'furniture']
    """
    lines = [(start, end, text[start:end]) for start, end in find_paragraphs(text)]
    last = len(lines) - _LAST_LINES
    flags = [
        find_flag(words, index < _FIRST_LINES, index >= last)
        for index, (_, _, words) in enumerate(lines)
    ]
    _flag_links(lines, flags)
    headline = _find_headline(lines, flags, title)
    blocks: list[Block] = []
    for index, (start, end, _) in enumerate(lines):
        flag = flags[index]
        cut = start + flag.start if flag else end
        if start < cut:
            kind, reason = _tell_kind(lines, flags, index, headline)
            blocks.append(_make_block(text, document_id, (start, cut), kind, reason))
        if flag:
            blocks.append(_make_block(text, document_id, (cut, end), flag.kind, flag.reason))
    return tuple(blocks)


def _make_block(
    text: str, document_id: str, offsets: tuple[int, int], kind: BlockKind, reason: str
) -> Block:
    start, end = trim(text, *offsets)
    span = Span(document_id=document_id, start=start, end=end)
    return Block(span=span, kind=kind, reason=reason)


def _flag_links(lines: Sequence[_Line], flags: list[Flag | None]) -> None:
    """Flag the links to other reports that close a page, from the last line upwards."""
    for index in range(len(lines) - 1, 0, -1):
        flag = flags[index]
        if flag is None and is_linked_headline(lines[index][2]):
            flags[index] = Flag(0, BlockKind.FURNITURE, "headline of another report")
        elif flag is None or flag.start > 0:
            return


def _find_headline(
    lines: Sequence[_Line], flags: Sequence[Flag | None], title: str | None
) -> tuple[int, str] | None:
    """Return the index of the headline and how it is known, or None."""
    index = next((i for i, flag in enumerate(flags) if flag is None), None)
    if index is None:
        return None
    words = lines[index][2]
    if title and _is_title(words, title):
        return index, "the report's title"
    return (
        (index, "first line, without a full stop") if _looks_like_headline(lines, index) else None
    )


def _is_title(words: str, title: str) -> bool:
    ours, theirs = (
        "".join(char for char in text[:_HEADLINE_CHARS].casefold() if char.isalnum())
        for text in (words, title)
    )
    if not ours or len(words) > _HEADLINE_CHARS:
        return False
    shorter = min(len(ours), len(theirs))
    return ours == theirs or (shorter >= _TITLE_LETTERS and ours[:shorter] == theirs[:shorter])


def _looks_like_headline(lines: Sequence[_Line], index: int) -> bool:
    words = lines[index][2]
    least, most = _HEADLINE_WORDS
    if len(words) > _HEADLINE_CHARS or not least <= len(words.split()) <= most:
        return False
    following = [line for _, _, line in lines[index + 1 : index + 4]]
    body = any(len(line) > len(words) and _STOP.search(line) for line in following)
    stopped = _FULL_STOP.search(words) or _CAPTION.search(words) or not _NO_STOP.search(words)
    return body and not stopped and not _is_known_heading(words)


def _tell_kind(
    lines: Sequence[_Line],
    flags: Sequence[Flag | None],
    index: int,
    headline: tuple[int, str] | None,
) -> tuple[BlockKind, str]:
    if headline and index == headline[0]:
        return BlockKind.HEADLINE, headline[1]
    words = lines[index][2]
    if len(words) <= _HEADLINE_CHARS and _MARKDOWN.match(words):
        return BlockKind.HEADING, "marked as a heading"
    if _is_known_heading(words):
        return BlockKind.HEADING, "a usual section heading"
    follows = lines[index + 1][2] if index + 1 < len(lines) and not flags[index + 1] else ""
    if flags[index] is None and len(follows) > len(words) and _looks_like_heading(words):
        return BlockKind.HEADING, "short, in capitals, above a paragraph"
    return BlockKind.PARAGRAPH, ""


def _is_known_heading(words: str) -> bool:
    return words.rstrip(":.").casefold() in load_words("headings")


def _looks_like_heading(words: str) -> bool:
    """Say whether a short line is set as a heading: its words capitalised, no full stop.

    >>> _looks_like_heading("What Is the Valley’s Relationship With Its Dam?")
    True
    >>> _looks_like_heading("Will it hold?")
    False
    """
    parts = words.split()
    if len(words) > _HEADING_CHARS or not 2 <= len(parts) <= _HEADING_WORDS:
        return False
    if not _NO_STOP.search(words) or _ASIDE.search(words) or words[0] in "“\"‘'«„-–—•*(":
        return False
    bearing = [part for part in parts if part.casefold() not in _SMALL_WORDS]
    return all(part.lstrip("“‘\"'(")[:1].isupper() or part[:1].isdigit() for part in bearing)
