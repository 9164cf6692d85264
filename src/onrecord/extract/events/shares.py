"""Shares: rows of share buttons that a page left in the middle of its text.

"Send Facebook Twitter Google+ Whatsapp" tells of nobody who sends anything. Blocks that are page
furniture as a whole are known before; here it runs on in a paragraph, so that only the words say.
"""

import re
from functools import cache

from onrecord.lexicon import load_words


@cache
def _compile_row() -> re.Pattern[str]:
    words = sorted(load_words("share_words"), key=lambda word: (-len(word), word))
    one = "(?:" + "|".join(map(re.escape, words)) + r")(?![\w+])"
    return re.compile(rf"(?<!\w){one}(?:[ |·]+{one}){{3,}}", re.IGNORECASE)


def find_share_rows(text: str) -> list[tuple[int, int]]:
    """Return where rows of share buttons stand, in text order.

    >>> find_share_rows("A calm day. Send Facebook Twitter Google+ Print Rain fell.")
    [(12, 47)]
    >>> find_share_rows("Facebook, Twitter, Reddit and YouTube sent lawyers.")
    []
    """
    return [found.span() for found in _compile_row().finditer(text)]
