"""Writes the sentence encoder (all-MiniLM-L6-v2, unchanged weights) and the pair model that reads on
from its middle layer, as int8 ONNX, ready to ship.

usage: export_sentences.py PRETRAINED_FOLDER PAIR_RUN OUT_FOLDER
Prints their parity with the float weights.
"""

import hashlib
import json
import shutil
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.optimizer import optimize_model
from pairs import PairModel
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F

WIDTH, LAYERS, HEADS = 384, 6, 12
Names = tuple[list[str], list[str], dict[str, dict[int, str]]]
SAMPLES = (
    "The ferry struck a rock off the island.",
    "A ferry hit rocks near the island, the coast guard said.",
    "Nobody was hurt.",
    "The minister denied that she had been warned about the dam.",
)


class Attend(torch.autograd.Function):
    """Attention as onnxruntime's own kernel."""

    @staticmethod
    def forward(ctx, q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:
        b, n, d = q.shape
        q, k, v = (x.view(b, n, heads, d // heads).transpose(1, 2) for x in (q, k, v))
        return F.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(b, n, d)

    @staticmethod
    def symbolic(g, q, k, v, heads: int):
        return g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=heads).setType(
            q.type()
        )


class Layer(nn.Module):
    """One post-norm transformer layer with its three projections joined."""

    def __init__(self, w: dict[str, Tensor], at: str) -> None:
        super().__init__()
        one = [f"{at}attention.self.{n}" for n in ("query", "key", "value")]
        self.qkv = linear(
            torch.cat([w[n + ".weight"] for n in one]), torch.cat([w[n + ".bias"] for n in one])
        )
        self.o, self.up, self.down = (
            linear(w[at + n + ".weight"], w[at + n + ".bias"])
            for n in ("attention.output.dense", "intermediate.dense", "output.dense")
        )
        self.norm1, self.norm2 = (
            norm(w, at + n) for n in ("attention.output.LayerNorm", "output.LayerNorm")
        )

    def forward(self, x: Tensor) -> Tensor:
        q, k, v = self.qkv(x).chunk(3, dim=-1)
        x = self.norm1(x + self.o(Attend.apply(q, k, v, HEADS)))
        return self.norm2(x + self.down(F.gelu(self.up(x))))


class Sentences(nn.Module):
    """Pieces of one sentence, unpadded, to the state of each and the sentence's own vector."""

    def __init__(self, w: dict[str, Tensor], middle: int) -> None:
        super().__init__()
        words = w["embeddings.word_embeddings.weight"]
        # Word embeddings as bytes with a scale for each row: one scale for all would cost more.
        self.scale = nn.Parameter(words.abs().amax(dim=1, keepdim=True) / 127)
        self.bytes = nn.Parameter((words / self.scale).round().to(torch.int8), requires_grad=False)
        self.kind = nn.Parameter(w["embeddings.token_type_embeddings.weight"][0])
        self.positions = nn.Parameter(w["embeddings.position_embeddings.weight"])
        self.norm = norm(w, "embeddings.LayerNorm")
        self.layers = nn.ModuleList(Layer(w, f"encoder.layer.{i}.") for i in range(LAYERS))
        self.middle = middle

    def forward(self, pieces: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        x = self.bytes[pieces].float() * self.scale[pieces] + self.kind
        x = self.norm(x + self.positions[: pieces.shape[0]])[None]
        for number, layer in enumerate(self.layers):
            if number == self.middle:
                middle = x[0]
            x = layer(x)
        states = x[0]
        return states, F.normalize(states.mean(dim=0), dim=0), middle


class Pairs(nn.Module):
    """Two clauses' states at the middle layer to the scores of same, contradicts, other."""

    def __init__(self, trained: PairModel) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(*_as_loaded(layer)) for layer in trained.upper)
        self.side, self.mix, self.out = trained.side, trained.mix, trained.out

    def forward(self, left: Tensor, right: Tensor) -> Tensor:
        x = torch.cat([left + self.side[0], right + self.side[1]])[None]
        for layer in self.layers:
            x = layer(x)
        n = left.shape[0]
        a, b = x[0, :n], x[0, n:]
        ends, one, other = a[0] + b[0], a.mean(dim=0), b.mean(dim=0)
        joined = torch.cat([ends, (one - other).abs(), one * other, one + other])
        return F.log_softmax(self.out(F.gelu(self.mix(joined[None])))[0], dim=0)


def _as_loaded(layer: nn.Module) -> tuple[dict[str, Tensor], str]:
    """A trained layer's weights under the names they were loaded by."""
    names = {
        "attention.self.query": layer.q,
        "attention.self.key": layer.k,
        "attention.self.value": layer.v,
        "attention.output.dense": layer.o,
        "intermediate.dense": layer.up,
        "output.dense": layer.down,
        "attention.output.LayerNorm": layer.norm1,
        "output.LayerNorm": layer.norm2,
    }
    parts = ((name, part) for name in names for part in ("weight", "bias"))
    return {f"{name}.{part}": getattr(names[name], part).detach() for name, part in parts}, ""


def linear(weight: Tensor, bias: Tensor) -> nn.Linear:
    made = nn.Linear(weight.shape[1], weight.shape[0])
    made.weight, made.bias = nn.Parameter(weight), nn.Parameter(bias)
    return made


def norm(w: dict[str, Tensor], at: str) -> nn.LayerNorm:
    made = nn.LayerNorm(WIDTH, eps=1e-12)
    made.weight, made.bias = nn.Parameter(w[at + ".weight"]), nn.Parameter(w[at + ".bias"])
    return made


def write_graph(model: nn.Module, example: tuple[Tensor, ...], names: Names, path: Path) -> None:
    """One graph with its kernels joined, as int8."""
    inputs, outputs, axes = names
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / path.name
        torch.onnx.export(
            model,
            example,
            str(plain),
            dynamo=False,
            opset_version=17,
            input_names=inputs,
            output_names=outputs,
            dynamic_axes=axes,
        )
        options = FusionOptions("bert")
        options.enable_embed_layer_norm = False
        # onnxruntime's joined kernel of sum and norm is slower than its plain layer norm.
        options.enable_skip_layer_norm = options.enable_bias_skip_layer_norm = False
        fused = optimize_model(
            str(plain),
            "bert",
            num_heads=HEADS,
            hidden_size=WIDTH,
            optimization_options=options,
            opt_level=0,
        )
        fused.save_model_to_file(str(plain))
        quantize_dynamic(
            plain,
            path,
            per_channel=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gemm"],
            nodes_to_exclude=exact(plain),
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )


def exact(path: Path) -> list[str]:
    """Matrix products that stay in float32: the last ones of a pair, where rounding shows."""
    kept = ("/mix/", "/out/")
    return [n.name for n in onnx.load(path).graph.node if any(k in n.name for k in kept)]


def main(pretrained: Path, run: Path, out: Path) -> None:
    torch.set_num_threads(1)
    weights = load_file(pretrained / "model.safetensors")
    upper = json.loads((run / "settings.json").read_text())["layers"]
    trained = PairModel(weights, upper)
    trained.load_state_dict(torch.load(run / "pairs.pt"))
    sentences = Sentences(weights, LAYERS - upper).eval()
    pairs = Pairs(trained).eval()
    out.mkdir(parents=True, exist_ok=True)
    whole = ["states", "vector", "middle"]
    axes = {"pieces": {0: "n"}, "states": {0: "n"}, "middle": {0: "n"}}
    pieces = (torch.arange(1000, 1020),)
    write_graph(sentences, pieces, (["pieces"], whole, axes), out / "sentences.onnx")
    states = (torch.randn(9, WIDTH), torch.randn(14, WIDTH))
    axes = {"left": {0: "n"}, "right": {0: "m"}}
    write_graph(pairs, states, (["left", "right"], ["scores"], axes), out / "pairs.onnx")
    shutil.copy(pretrained / "tokenizer.json", out / "tokenizer.json")
    names = tuple(sorted(p.name for p in out.iterdir() if p.suffix in {".onnx", ".json"}))
    names = tuple(n for n in names if n != "checksums.json")
    digests = {n: hashlib.sha256((out / n).read_bytes()).hexdigest() for n in names}
    (out / "checksums.json").write_text(json.dumps(digests, indent=1) + "\n")
    check(sentences, pairs, out)
    print({n: (out / n).stat().st_size for n in names})


def check(model: Sentences, pairs: Pairs, out: Path) -> None:
    """Print each sample's cosine between float and int8 vector, and what pairs of them score."""
    session, second = (
        onnxruntime.InferenceSession(str(out / n)) for n in ("sentences.onnx", "pairs.onnx")
    )
    tokenizer = Tokenizer.from_file(str(out / "tokenizer.json"))
    tokenizer.no_padding()
    float_ones, int8_ones = [], []
    for text in SAMPLES:
        ids = tokenizer.encode(text).ids
        with torch.no_grad():
            float_ones.append(model(torch.tensor(ids))[1:])
        int8_ones.append(session.run(["vector", "middle"], {"pieces": np.array(ids)}))
    a = np.array([one[0].numpy() for one in float_ones])
    b = np.array([one[0] for one in int8_ones])
    print("float with int8:", (a * b).sum(1).round(4))
    for i, j in ((0, 1), (0, 2), (2, 3)):
        with torch.no_grad():
            scores = pairs(float_ones[i][1], float_ones[j][1]).exp().numpy()
        fed = {"left": int8_ones[i][1], "right": int8_ones[j][1]}
        print(SAMPLES[i], SAMPLES[j], scores.round(3), np.exp(second.run(None, fed)[0]).round(3))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
