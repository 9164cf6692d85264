import json
import shutil

import numpy as np
import pytest

from onrecord.errors import ModelError
from onrecord.inference.encoder import CHECKSUMS, MODELS, PIECES, load_encoder
from onrecord.inference.pieces import WordPieces


@pytest.fixture
def model_copy(tmp_path):
    for file in MODELS.iterdir():
        if file.is_file():
            shutil.copy(file, tmp_path)
    return tmp_path


def test_scores_have_one_row_for_each_word():
    encoder = load_encoder()
    pieces = np.array([encoder.ends[0], 2002, 2056, encoder.ends[1]])
    states, cues, entities, facts = encoder.read_tokens(
        pieces, np.zeros(4, dtype=int), np.array([1, 2])
    )
    assert facts.shape == (2, 2)
    assert states.shape[0] == 2
    assert cues.shape == (2, 3)
    assert entities.shape == (2, 1 + 2 * len(encoder.labels))
    none = np.zeros((1, 2), dtype=int)
    roles, keep = encoder.read_roles(states, np.array([[1, 2]]), (none, none, none))
    assert roles.shape == (1, 2, 5)
    assert keep.shape == (1,)


def test_an_altered_file_is_refused(model_copy):
    with (model_copy / PIECES).open("a") as file:
        file.write(" ")
    with pytest.raises(ModelError, match="sha256"):
        load_encoder(model_copy)


def test_a_missing_file_is_named(model_copy):
    (model_copy / PIECES).unlink()
    with pytest.raises(ModelError, match=PIECES):
        load_encoder(model_copy)


def test_what_ships_is_within_its_size():
    names = json.loads((MODELS / CHECKSUMS).read_text())
    assert sum((MODELS / name).stat().st_size for name in names) < 30_000_000


@pytest.mark.parametrize("word", ["", "\u200b", "🙂", "x" * 5000, "a'" * 400, "日本語"])
def test_every_word_has_pieces(word):
    (found,) = WordPieces(MODELS / PIECES).split([word])
    assert 1 <= len(found) <= 32
