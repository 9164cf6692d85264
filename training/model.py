"""The attribution model in torch: a BERT-shaped encoder, token heads, and a role head asked once per cue.

One class covers MiniLM (ships) and MPNet (teaches): MPNet is BERT with a relative position bias. Words read
their first piece. The role head scores every word of a window against one cue, so nested attributions and
shared sources need no untangling afterwards.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.annotate.quotations.windows import (
    DISTANCES,
    FEATURES,
    MARKS,
    PLACES,
    QUOTES,
    SHAPES,
    STARTS,
)

CUES, TAGS, ROLES = 3, 5, 5
FACTS = 2  # whether a word tells of an event, and how far its author holds it to be so (-3 to 3)
FACT_WIDTH = 128
ANNOTATORS = 7
# The teacher leaves out MPNet's two top layers and never trains the three lowest: two thirds of the time.
TEACHER_LAYERS, TEACHER_FROZEN = 10, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Sizes of an encoder and of its role head."""

    width: int
    layers: int
    heads: int
    inner: int
    positions: int
    first_position: int
    relative: bool
    roles: int
    entities: int
    vocabulary: int
    frozen: int = 0  # layers below the typographic features, never trained


class Layer(nn.Module):
    """One post-norm transformer layer."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        d = shape.width
        self.heads = shape.heads
        self.q, self.k, self.v, self.o = (nn.Linear(d, d) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(d, eps=1e-12), nn.LayerNorm(d, eps=1e-12)
        self.up, self.down = nn.Linear(d, shape.inner), nn.Linear(shape.inner, d)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        b, n, d = x.shape
        q, k, v = (
            f(x).view(b, n, self.heads, d // self.heads).transpose(1, 2)
            for f in (self.q, self.k, self.v)
        )
        scores = (q * (d // self.heads) ** -0.5) @ k.transpose(2, 3)
        if bias is not None:
            scores = scores + bias.to(scores.dtype)
        a = F.softmax(scores, dim=-1, dtype=scores.dtype) @ v
        x = self.norm1(x + self.o(a.transpose(1, 2).reshape(b, n, d)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Pieces with typographic features → states."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        d = shape.width
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, d)
        self.positions = nn.Embedding(shape.positions, d)
        self.norm = nn.LayerNorm(d, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.drop = nn.Dropout(0.1)
        self.bias = nn.Embedding(32, shape.heads) if shape.relative else None
        self.f_shape, self.f_quote, self.f_start = (
            nn.Parameter(torch.zeros(n, d)) for n in (SHAPES, QUOTES, STARTS)
        )
        self.f_other = nn.Parameter(torch.zeros(1, d))
        self.annotator = nn.Parameter(torch.zeros(ANNOTATORS, d))

    def features(self) -> Tensor:
        """One row for each combination of features; row zero for pieces of no word."""
        grid = (
            self.f_start[:, None, None] + self.f_quote[None, :, None] + self.f_shape[None, None, :]
        )
        return torch.cat([self.f_other, grid.reshape(FEATURES - 1, -1)])

    def forward(
        self, pieces: Tensor, features: Tensor, mask: Tensor | None, annotator: Tensor | None = None
    ) -> Tensor:
        n = pieces.shape[1]
        extra = self.features()[features] + (
            self.annotator[0] if annotator is None else self.annotator[annotator][:, None]
        )
        x = (
            self.words(pieces)
            + self.positions.weight[self.shape.first_position : self.shape.first_position + n]
        )
        if not self.shape.frozen:
            x = x + extra
        x = self.norm(x)
        bias = None
        if mask is not None:
            bias = torch.zeros(mask.shape).masked_fill(~mask, -1e4)[:, None, None, :]
        if self.bias is not None:
            relative = self.bias(relative_buckets(n)).permute(2, 0, 1)[None]
            bias = relative if bias is None else relative + bias
        if self.shape.frozen:
            with torch.no_grad():
                for layer in self.layers[: self.shape.frozen]:
                    layer.eval()
                    x = layer(x, bias)
            x = x + extra
        else:
            x = self.drop(x)
        for layer in self.layers[self.shape.frozen :]:
            x = layer(x, bias)
        return x


def relative_buckets(n: int, buckets: int = 32, far: int = 128) -> Tensor:
    """MPNet's (and T5's) buckets of relative position."""
    at = torch.arange(n)
    distance = -(at[None, :] - at[:, None])
    half = buckets // 2
    result = (distance < 0).long() * half
    distance = distance.abs()
    exact = half // 2
    ratio = torch.log(distance.clamp(min=1).float() / exact) / torch.log(torch.tensor(far / exact))
    large = (exact + ratio * (half - exact)).long().clamp(max=half - 1)
    return result + torch.where(distance < exact, distance, large)


class Mix(nn.Module):
    """Words look at neighbours a stride away, then a residual step."""

    def __init__(self, d: int, stride: int) -> None:
        super().__init__()
        self.stride = stride
        self.norm = nn.LayerNorm(d)
        self.near, self.out = nn.Linear(d, 3 * d), nn.Linear(d, d)

    def forward(self, z: Tensor, mask: Tensor | None) -> Tensor:
        y = self.norm(z)
        if mask is not None:
            y = y * mask
        s = self.stride
        left, here, right = self.near(y).chunk(3, dim=-1)
        near = here + F.pad(left, (0, 0, s, 0))[:, :-s] + F.pad(right, (0, 0, 0, s))[:, s:]
        return z + self.out(F.gelu(near))


class RoleHead(nn.Module):
    """States of one window and its cues → roles of every word for each cue, and whether to keep the cue."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        d, h = shape.roles, shape.width
        self.word, self.word2 = nn.Linear(h, d), nn.Linear(h, d)
        self.cue, self.cue2 = nn.Linear(2 * h, d), nn.Linear(2 * h, d)
        self.distance, self.place, self.marks = (
            nn.Embedding(DISTANCES, d),
            nn.Embedding(PLACES, d),
            nn.Embedding(MARKS, d),
        )
        self.mixes = nn.ModuleList(Mix(d, stride) for stride in (1, 3))
        self.norm = nn.LayerNorm(d)
        self.roles = nn.Linear(d, ROLES)
        self.keep = nn.Linear(2 * d, 1)
        self.drop = nn.Dropout(0.1)
        for table in (self.distance, self.place, self.marks):
            nn.init.normal_(table.weight, std=0.1)

    def forward(
        self,
        words: Tensor,
        windows: Tensor | None,
        cues: Tensor,
        relations: tuple[Tensor, Tensor, Tensor],
        mask: Tensor | None,
    ) -> tuple[Tensor, Tensor]:
        """`words` (windows, words, h); `windows` gives each cue's window, or None where there is but one."""
        words = self.drop(words)
        u, u2 = self.word(words), self.word2(words)
        if windows is None:
            ends = torch.cat([words[0][cues[:, 0]], words[0][cues[:, 1] - 1]], dim=-1)
        else:
            u, u2 = u[windows], u2[windows]
            ends = torch.cat([words[windows, cues[:, 0]], words[windows, cues[:, 1] - 1]], dim=-1)
        v, v2 = self.cue(ends), self.cue2(ends)
        distance, place, marks = relations
        z = (
            u
            + v[:, None]
            + u2 * v2[:, None]
            + self.distance(distance)
            + self.place(place)
            + self.marks(marks)
        )
        z = F.gelu(z)
        for mix in self.mixes:
            z = mix(z, mask)
        z = self.norm(z)
        pooled = (z if mask is None else z.masked_fill(mask == 0, -1e4)).amax(dim=1)
        return self.roles(z), self.keep(torch.cat([pooled, v], dim=-1))[:, 0]


class FactHead(nn.Module):
    """States of one window → for every word, whether it tells of an event and how firmly it is held so.

    Its two steps over neighbours let it learn negations and modals itself, so that the encoder, which the
    attributions share, has less to forget.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        d = FACT_WIDTH
        self.word = nn.Linear(shape.width, d)
        self.mixes = nn.ModuleList(Mix(d, stride) for stride in (1, 3))
        self.norm = nn.LayerNorm(d)
        self.out = nn.Linear(d, FACTS)

    def forward(self, words: Tensor, mask: Tensor | None) -> Tensor:
        """`words` (windows, words, h) and their mask (windows, words, 1) → (windows, words, 2)."""
        z = F.gelu(self.word(words))
        for mix in self.mixes:
            z = mix(z, mask)
        return self.out(self.norm(z))


class AttributionModel(nn.Module):
    """The encoder with its heads; `encode` gives word states, the heads read those."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.encoder = Encoder(shape)
        self.cues = nn.Linear(shape.width, CUES)
        self.tags = nn.Linear(shape.width, TAGS)
        self.entities = nn.Linear(shape.width, shape.entities)
        self.facts = FactHead(shape)
        self.roles = RoleHead(shape)
        self.drop = nn.Dropout(0.1)

    def encode(
        self,
        pieces: Tensor,
        features: Tensor,
        first: Tensor,
        mask: Tensor | None,
        annotator: Tensor | None = None,
    ) -> Tensor:
        """Word states, (windows, words, width)."""
        states = self.encoder(pieces, features, mask, annotator)
        return torch.gather(states, 1, first[:, :, None].expand(-1, -1, states.shape[-1]))


def load_weights(model: AttributionModel, path: Path) -> None:
    """Weights of a saved run; a head of facts that run had not yet stays fresh, all else must fit."""
    state = torch.load(path)
    for name in [n for n in state if n in ("facts.weight", "facts.bias")]:
        del state[name]  # runs of before the head had layers of its own
    missing, unknown = model.load_state_dict(state, strict=False)
    if unknown or any(not name.startswith("facts.") for name in missing):
        raise SystemExit(f"{path} does not fit the model: lacks {missing}, has {unknown}")


def load_pretrained(folder: Path, roles: int, entities: int) -> AttributionModel:
    """A model whose encoder is the one in `folder` (config.json, model.safetensors), its heads fresh."""
    config = json.loads((folder / "config.json").read_text())
    relative = config["model_type"] == "mpnet"
    shape = Shape(
        width=config["hidden_size"],
        layers=TEACHER_LAYERS if relative else config["num_hidden_layers"],
        heads=config["num_attention_heads"],
        inner=config["intermediate_size"],
        positions=config["max_position_embeddings"],
        first_position=2 if relative else 0,
        relative=relative,
        roles=roles,
        entities=entities,
        vocabulary=config["vocab_size"],
        frozen=TEACHER_FROZEN if relative else 0,
    )
    model = AttributionModel(shape)
    state = {
        k.removeprefix("bert.").removeprefix("mpnet."): v.float()
        for k, v in load_file(folder / "model.safetensors").items()
    }
    target = model.encoder.state_dict()
    target.update(_rename(state, shape))
    model.encoder.load_state_dict(target)
    return model


def _rename(state: dict[str, Tensor], shape: Shape) -> dict[str, Tensor]:
    """Hugging Face's names of BERT or MPNet weights → ours."""
    words = state["embeddings.word_embeddings.weight"]
    if not shape.relative:
        words = words + state["embeddings.token_type_embeddings.weight"][0]
    out = {
        "words.weight": words,
        "positions.weight": state["embeddings.position_embeddings.weight"],
        "norm.weight": state["embeddings.LayerNorm.weight"],
        "norm.bias": state["embeddings.LayerNorm.bias"],
    }
    if shape.relative:
        out["bias.weight"] = state["encoder.relative_attention_bias.weight"]
        names = {
            "q": "attention.attn.q",
            "k": "attention.attn.k",
            "v": "attention.attn.v",
            "o": "attention.attn.o",
            "norm1": "attention.LayerNorm",
        }
    else:
        names = {
            "q": "attention.self.query",
            "k": "attention.self.key",
            "v": "attention.self.value",
            "o": "attention.output.dense",
            "norm1": "attention.output.LayerNorm",
        }
    names |= {"up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm"}
    for i in range(shape.layers):
        for ours, theirs in names.items():
            for part in ("weight", "bias"):
                out[f"layers.{i}.{ours}.{part}"] = state[f"encoder.layer.{i}.{theirs}.{part}"]
    return out
