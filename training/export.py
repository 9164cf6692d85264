"""Writes a trained model as int8 ONNX with tokenizer and checksums, ready to ship.

usage: export.py RUN_FOLDER OUT_FOLDER [--float]
"""

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import onnx
import torch
from model import AttributionModel, Layer, load_pretrained, load_weights
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.optimizer import optimize_model
from torch import Tensor, nn
from torch.nn import functional as F
from train import ROLE_WIDTH

KEPT_EXACT = ("/cues/", "/entities/", "/facts/out/", "/head/roles/", "/head/keep/", "/head/cue")


class Attend(torch.autograd.Function):
    """Attention as onnxruntime's own kernel, which never writes the scores out."""

    @staticmethod
    def forward(ctx: Any, q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:
        b, n, d = q.shape
        q, k, v = (x.view(b, n, heads, d // heads).transpose(1, 2) for x in (q, k, v))
        return F.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(b, n, d)

    @staticmethod
    def symbolic(g: Any, q: Any, k: Any, v: Any, heads: int) -> Any:
        return g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=heads).setType(
            q.type()
        )


class Fast(nn.Module):
    """A layer with its three projections joined."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.layer = layer
        self.qkv = nn.Linear(layer.q.in_features, 3 * layer.q.in_features)
        self.qkv.weight = nn.Parameter(
            torch.cat([layer.q.weight, layer.k.weight, layer.v.weight]).detach()
        )
        self.qkv.bias = nn.Parameter(torch.cat([layer.q.bias, layer.k.bias, layer.v.bias]).detach())

    def forward(self, x: Tensor) -> Tensor:
        y = self.layer
        q, k, v = self.qkv(x).chunk(3, dim=-1)
        x = y.norm1(x + y.o(Attend.apply(q, k, v, y.heads)))
        return y.norm2(x + y.down(F.gelu(y.up(x))))


class Tokens(nn.Module):
    """One window, unpadded: word states, cue scores, entity scores, facts."""

    def __init__(self, model: AttributionModel) -> None:
        super().__init__()
        self.model = model
        self.layers = nn.ModuleList(Fast(layer) for layer in model.encoder.layers)
        # Word embeddings as bytes with a scale for each row: one scale for all would cost a point of F1.
        words = model.encoder.words.weight.detach()
        self.scale = nn.Parameter(words.abs().amax(dim=1, keepdim=True) / 127)
        self.bytes = nn.Parameter((words / self.scale).round().to(torch.int8), requires_grad=False)
        self.table = nn.Parameter(
            model.encoder.features().detach() + model.encoder.annotator[0].detach()
        )

    def forward(
        self, pieces: Tensor, features: Tensor, first: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        e = self.model.encoder
        x = (
            self.bytes[pieces].float() * self.scale[pieces]
            + self.table[features]
            + e.positions.weight[: pieces.shape[0]]
        )
        x = e.norm(x)[None]
        for layer in self.layers:
            x = layer(x)
        states = x[0][first]
        return (
            states,
            self.model.cues(states),
            self.model.entities(states),
            self.model.facts(states[None], None)[0],
        )


class Roles(nn.Module):
    """The role head on one window's states."""

    def __init__(self, model: AttributionModel) -> None:
        super().__init__()
        self.head = model.roles

    def forward(
        self, states: Tensor, cues: Tensor, distance: Tensor, place: Tensor, marks: Tensor
    ) -> tuple[Tensor, Tensor]:
        return self.head(states[None], None, cues, (distance, place, marks), None)


def load_run(run: Path) -> tuple[AttributionModel, dict]:
    """The averaged weights a training run saved last."""
    settings = json.loads((run / "settings.json").read_text())
    model = load_pretrained(
        Path(settings["pretrained"]), ROLE_WIDTH[settings["base"]], 1 + 2 * len(settings["labels"])
    )
    load_weights(model, run / "model.pt")
    return model.eval(), settings


def write_graphs(model: AttributionModel, folder: Path) -> None:
    """Both graphs in float32."""
    pieces = torch.randint(1000, 20000, (64,))
    first = torch.arange(1, 41)
    states = torch.randn(40, model.shape.width)
    cues = torch.tensor([[3, 4], [9, 11], [20, 21]])
    related = tuple(torch.zeros(3, 40, dtype=torch.long) for _ in range(3))
    torch.onnx.export(
        Tokens(model),
        (pieces, torch.zeros_like(pieces), first),
        str(folder / "attribution.onnx"),
        dynamo=False,
        opset_version=17,
        input_names=["pieces", "features", "first"],
        output_names=["states", "cues", "entities", "facts"],
        dynamic_axes={
            "pieces": {0: "n"},
            "features": {0: "n"},
            "first": {0: "w"},
            "states": {0: "w"},
            "cues": {0: "w"},
            "entities": {0: "w"},
            "facts": {0: "w"},
        },
    )
    torch.onnx.export(
        Roles(model),
        (states, cues, *related),
        str(folder / "roles.onnx"),
        dynamo=False,
        opset_version=17,
        input_names=["states", "cues", "distance", "place", "marks"],
        output_names=["roles", "keep"],
        dynamic_axes={
            "states": {0: "w"},
            "cues": {0: "c"},
            **{k: {0: "c", 1: "w"} for k in ("distance", "place", "marks")},
            "roles": {0: "c", 1: "w"},
            "keep": {0: "c"},
        },
    )


def fuse(path: Path, model: AttributionModel) -> None:
    """Join layer norms, GELUs and attention into single kernels."""
    options = FusionOptions("bert")
    options.enable_embed_layer_norm = False
    # onnxruntime's joined kernel of sum and norm is five times slower than its plain layer norm.
    options.enable_skip_layer_norm = options.enable_bias_skip_layer_norm = False
    fused = optimize_model(
        str(path),
        "bert",
        num_heads=model.shape.heads,
        hidden_size=model.shape.width,
        optimization_options=options,
        opt_level=0,
    )
    print(path.name, fused.get_fused_operator_statistics())
    fused.save_model_to_file(str(path))


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("run", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("--float", action="store_true", help="leave the weights in float32")
    o = ap.parse_args()
    model, settings = load_run(o.run)
    o.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        made = Path(name)
        write_graphs(model, made)
        for graph in ("attribution.onnx", "roles.onnx"):
            fuse(made / graph, model)
            if o.float:
                shutil.copy(made / graph, o.out / graph)
            else:
                quantize_dynamic(
                    made / graph,
                    o.out / graph,
                    per_channel=True,
                    weight_type=QuantType.QInt8,
                    op_types_to_quantize=["MatMul", "Gemm"],
                    nodes_to_exclude=exact(made / graph),
                    extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
                )
    describe(o.out, settings["labels"])
    shutil.copy(Path(settings["pretrained"]) / "tokenizer.json", o.out / "tokenizer.json")
    names = ("attribution.onnx", "roles.onnx", "tokenizer.json")
    digests = {n: hashlib.sha256((o.out / n).read_bytes()).hexdigest() for n in names}
    (o.out / "checksums.json").write_text(json.dumps(digests, indent=1) + "\n")
    print({n: (o.out / n).stat().st_size for n in names})


def exact(path: Path) -> list[str]:
    """Matrix products that stay in float32: the small ones that write scores, where rounding shows."""
    graph = onnx.load(path).graph
    return [
        n.name
        for n in graph.node
        if n.op_type in ("MatMul", "Gemm") and any(h in n.name for h in KEPT_EXACT)
    ]


def describe(folder: Path, labels: list[str]) -> None:
    """Put the entity labels into the graph's own metadata."""
    graph = onnx.load(folder / "attribution.onnx")
    onnx.helper.set_model_props(graph, {"labels": json.dumps(labels)})
    onnx.save(graph, folder / "attribution.onnx")


if __name__ == "__main__":
    main()
