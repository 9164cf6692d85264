"""Which way a passage is written, by the script of most of its letters.

The browser's own `dir="auto"` goes by the first letter alone, and would set an English
paragraph that opens with an Arabic quotation from right to left.
"""

from unicodedata import bidirectional


def is_leftward(text: str) -> bool:
    """Say whether most letters belong to a script written from right to left.

    >>> is_leftward("“لن نغادر”, a fisherman said in Lissen")
    False
    """
    if text.isascii():
        return False
    kinds = [bidirectional(character) for character in text]
    return sum(kind in ("R", "AL") for kind in kinds) > kinds.count("L")
