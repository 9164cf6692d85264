"""Splits words into the WordPiece ids an encoder was trained on, remembering words it has seen."""

from collections.abc import Sequence
from pathlib import Path

from tokenizers import Tokenizer

REMEMBERED_WORDS = 200_000
MOST_PIECES = 32  # a "word" of more pieces is noise; its rest is not read


class WordPieces:
    """Ids of words by a `tokenizers` file; a word of no known piece is one unknown piece."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._unknown = (self.special("[UNK]", "<unk>"),)
        self._known: dict[str, tuple[int, ...]] = {}

    def special(self, *names: str) -> int:
        """Id of the first of these special pieces that the vocabulary has."""
        for name in names:
            found = self._tokenizer.token_to_id(name)
            if found is not None:
                return int(found)
        raise KeyError(names)

    def split(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """Ids of each word, at least one a word."""
        known = self._known
        if len(known) > REMEMBERED_WORDS:
            known = self._known = {}  # never emptied in place: another thread may be reading it
        for word in {word for word in words if word not in known}:
            # Half of a surrogate pair is no character; the tokenizer would refuse it.
            sound = word.encode("utf-8", "replace").decode("utf-8")
            # One by one: for a batch it starts threads, which take longer than the words.
            encoding = self._tokenizer.encode(sound, add_special_tokens=False)
            known[word] = tuple(encoding.ids[:MOST_PIECES]) or self._unknown
        return [known[word] for word in words]
