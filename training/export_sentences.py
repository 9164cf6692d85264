"""Writes the sentence encoder (all-MiniLM-L6-v2, unchanged weights) as int8 ONNX, ready to ship.

usage: export_sentences.py PRETRAINED_FOLDER OUT_FOLDER     Prints its parity with the float weights.
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
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F

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

    def __init__(self, w: dict[str, Tensor], i: int) -> None:
        super().__init__()
        at = f"encoder.layer.{i}."
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

    def __init__(self, w: dict[str, Tensor]) -> None:
        super().__init__()
        words = w["embeddings.word_embeddings.weight"]
        # Word embeddings as bytes with a scale for each row: one scale for all would cost more.
        self.scale = nn.Parameter(words.abs().amax(dim=1, keepdim=True) / 127)
        self.bytes = nn.Parameter((words / self.scale).round().to(torch.int8), requires_grad=False)
        self.kind = nn.Parameter(w["embeddings.token_type_embeddings.weight"][0])
        self.positions = nn.Parameter(w["embeddings.position_embeddings.weight"])
        self.norm = norm(w, "embeddings.LayerNorm")
        self.layers = nn.ModuleList(Layer(w, i) for i in range(LAYERS))

    def forward(self, pieces: Tensor) -> tuple[Tensor, Tensor]:
        x = self.bytes[pieces].float() * self.scale[pieces] + self.kind
        x = self.norm(x + self.positions[: pieces.shape[0]])[None]
        for layer in self.layers:
            x = layer(x)
        states = x[0]
        return states, F.normalize(states.mean(dim=0), dim=0)


def linear(weight: Tensor, bias: Tensor) -> nn.Linear:
    made = nn.Linear(weight.shape[1], weight.shape[0])
    made.weight, made.bias = nn.Parameter(weight), nn.Parameter(bias)
    return made


def norm(w: dict[str, Tensor], at: str) -> nn.LayerNorm:
    made = nn.LayerNorm(WIDTH, eps=1e-12)
    made.weight, made.bias = nn.Parameter(w[at + ".weight"]), nn.Parameter(w[at + ".bias"])
    return made


def main(pretrained: Path, out: Path) -> None:
    torch.set_num_threads(1)
    model = Sentences(load_file(pretrained / "model.safetensors")).eval()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        plain = Path(name) / "sentences.onnx"
        torch.onnx.export(
            model,
            (torch.arange(1000, 1020),),
            str(plain),
            dynamo=False,
            opset_version=17,
            input_names=["pieces"],
            output_names=["states", "vector"],
            dynamic_axes={"pieces": {0: "n"}, "states": {0: "n"}},
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
    shutil.copy(pretrained / "tokenizer.json", out / "tokenizer.json")
    names = tuple(sorted(p.name for p in out.iterdir() if p.suffix in {".onnx", ".json"}))
    names = tuple(n for n in names if n != "checksums.json")
    digests = {n: hashlib.sha256((out / n).read_bytes()).hexdigest() for n in names}
    (out / "checksums.json").write_text(json.dumps(digests, indent=1) + "\n")
    check(model, out)
    print({n: (out / n).stat().st_size for n in names})


def check(model: Sentences, out: Path) -> None:
    """Print each sample's cosine between the float and the int8 vector."""
    session = onnxruntime.InferenceSession(str(out / "sentences.onnx"))
    tokenizer = Tokenizer.from_file(str(out / "tokenizer.json"))
    tokenizer.no_padding()
    float_ones, int8_ones = [], []
    for text in SAMPLES:
        ids = tokenizer.encode(text).ids
        with torch.no_grad():
            float_ones.append(model(torch.tensor(ids))[1].numpy())
        int8_ones.append(session.run(["vector"], {"pieces": np.array(ids)})[0])
    a, b = np.array(float_ones), np.array(int8_ones)
    print("float with int8:", (a * b).sum(1).round(4))
    print("between samples, float:", (a @ a.T).round(3).tolist())
    print("between samples, int8:", (b @ b.T).round(3).tolist())


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
