"""Writes the sentence encoder (all-MiniLM-L6-v2, unchanged weights) as int8 ONNX, and beside it in one
graph the layers that were trained on for claims, ready to ship.

usage: export_sentences.py PRETRAINED_FOLDER VECTOR_RUN OUT_FOLDER
Prints its parity with the float weights.
"""

import hashlib
import json
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from model import load_pretrained
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.optimizer import optimize_model
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F
from vectors import VectorModel

WIDTH, LAYERS, HEADS = 384, 6, 12
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
    """Pieces of one sentence, unpadded, to the state of each and the sentence's own vector: as they
    were, and as they are read for claims, with what the sentence is about beside them."""

    def __init__(self, w: dict[str, Tensor], trained: VectorModel) -> None:
        super().__init__()
        words = w["embeddings.word_embeddings.weight"]
        # Word embeddings as bytes with a scale for each row: one scale for all would cost more.
        self.scale = nn.Parameter(words.abs().amax(dim=1, keepdim=True) / 127)
        self.bytes = nn.Parameter((words / self.scale).round().to(torch.int8), requires_grad=False)
        self.kind = nn.Parameter(w["embeddings.token_type_embeddings.weight"][0])
        self.positions = nn.Parameter(w["embeddings.position_embeddings.weight"])
        self.norm = norm(w, "embeddings.LayerNorm")
        self.layers = nn.ModuleList(Layer(w, f"encoder.layer.{i}.") for i in range(LAYERS))
        self.claims = nn.ModuleList(Layer(_name(layer), "") for layer in trained.encoder.layers)
        self.topic = trained.matter

    def forward(self, pieces: Tensor) -> tuple[Tensor, ...]:
        x = self.bytes[pieces].float() * self.scale[pieces] + self.kind
        x = self.norm(x + self.positions[: pieces.shape[0]])[None]
        y = x
        for layer in self.layers:
            x = layer(x)
        for layer in self.claims:
            y = layer(y)
        states, claimed = x[0], y[0]
        whole = claimed.mean(dim=0)
        return (
            states,
            F.normalize(states.mean(dim=0), dim=0),
            claimed,
            F.normalize(whole, dim=0),
            F.normalize(self.topic(whole[None])[0], dim=0),
        )


def _name(layer: nn.Module) -> dict[str, Tensor]:
    """A trained layer's weights under the names that the pretrained ones have."""
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
    return {f"{name}.{part}": getattr(names[name], part).detach() for name, part in parts}


def linear(weight: Tensor, bias: Tensor) -> nn.Linear:
    made = nn.Linear(weight.shape[1], weight.shape[0])
    made.weight, made.bias = nn.Parameter(weight), nn.Parameter(bias)
    return made


def norm(w: dict[str, Tensor], at: str) -> nn.LayerNorm:
    made = nn.LayerNorm(WIDTH, eps=1e-12)
    made.weight, made.bias = nn.Parameter(w[at + ".weight"]), nn.Parameter(w[at + ".bias"])
    return made


def write_relations(trained: VectorModel, path: Path) -> None:
    """The layer over two clauses' vectors, its large matrix in whole numbers."""
    weights = trained.mix.weight.detach().double().numpy() * 8
    scale = np.abs(weights).max() / 32767
    np.savez_compressed(
        path,
        mix=np.rint(weights / scale).astype(np.int16).T,
        scale=scale,
        mix_bias=trained.mix.bias.detach().double().numpy(),
        out=trained.out.weight.detach().double().numpy(),
        out_bias=trained.out.bias.detach().double().numpy(),
    )


def main(pretrained: Path, run: Path, out: Path) -> None:
    torch.set_num_threads(1)
    trained = VectorModel(load_pretrained(pretrained, roles=1, entities=1).encoder)
    trained.load_state_dict(torch.load(run / "vectors.pt"))
    model = Sentences(load_file(pretrained / "model.safetensors"), trained).eval()
    out.mkdir(parents=True, exist_ok=True)
    write_relations(trained, out / "relations.npz")
    with tempfile.TemporaryDirectory() as name:
        plain = Path(name) / "sentences.onnx"
        torch.onnx.export(
            model,
            (torch.arange(1000, 1020),),
            str(plain),
            dynamo=False,
            opset_version=17,
            input_names=["pieces"],
            output_names=["states", "vector", "claim_states", "claim_vector", "topic"],
            dynamic_axes={name: {0: "n"} for name in ("pieces", "states", "claim_states")},
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
            out / "sentences.onnx",
            per_channel=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gemm"],
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
    names = tuple(sorted(p.name for p in out.iterdir() if p.suffix in {".onnx", ".json", ".npz"}))
    names = (*(n for n in names if n != "checksums.json"), "../tokenizer.json")
    digests = {n: hashlib.sha256((out / n).read_bytes()).hexdigest() for n in names}
    (out / "checksums.json").write_text(json.dumps(digests, indent=1) + "\n")
    check(model, out)
    print({n: (out / n).stat().st_size for n in names})


def check(model: Sentences, out: Path) -> None:
    """Print each sample's cosine between the float and the int8 vector."""
    session = onnxruntime.InferenceSession(str(out / "sentences.onnx"))
    tokenizer = Tokenizer.from_file(str(out.parent / "tokenizer.json"))
    tokenizer.no_padding()
    float_ones, int8_ones = [], []
    for text in SAMPLES:
        ids = tokenizer.encode(text).ids
        with torch.no_grad():
            float_ones.append([each.numpy() for each in model(torch.tensor(ids))])
        int8_ones.append(session.run(None, {"pieces": np.array(ids)}))
    for number, name in ((1, "vector"), (3, "claim_vector"), (4, "topic")):
        a, b = (np.array([each[number] for each in ones]) for ones in (float_ones, int8_ones))
        print(name, "float with int8:", (a * b).sum(1).round(4))
        print("between samples, float:", (a @ a.T).round(3).tolist())
        print("between samples, int8:", (b @ b.T).round(3).tolist())


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
