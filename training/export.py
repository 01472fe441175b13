"""From a checkpoint to what `judge/model/` holds: int8 ONNX, tokenizer, calibration."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import torch

from training.calibrate import Calibration
from training.model import JudgeModel


def export(model: JudgeModel, calibration: Calibration, encoder: Path, folder: Path) -> None:
    """Write ``model.onnx`` (weights and word vectors in int8, activations quantised while running), ``tokenizer.json``
    and ``config.json`` into ``folder``; ``encoder`` is the folder of the encoder that training began from."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        export_whole(model, whole)
        quantize_dynamic(whole, folder / "model.onnx", weight_type=QuantType.QInt8, per_channel=True)
    strip_traces(folder / "model.onnx")
    shutil.copyfile(encoder / "tokenizer.json", folder / "tokenizer.json")
    made = hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest()[:12]
    config = {"calibration": calibration.as_config(), "made": made}
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")


def strip_traces(file: Path) -> None:
    """Take out of an ONNX file where in which source each node was made: it names folders of the machine."""
    import onnx

    model = onnx.load(str(file))
    graph = model.graph
    for holder in (model, graph, *graph.node, *graph.input, *graph.output, *graph.value_info, *graph.initializer):
        holder.doc_string = ""
        del holder.metadata_props[:]
    onnx.save(model, str(file))


def export_whole(model: JudgeModel, file: Path) -> None:
    """Write the model in full precision as one ONNX file, for any number of pairs and tokens."""
    model.eval()
    model.encoder.set_attn_implementation("eager")
    # Three tensors of their own: one and the same for all inputs would be exported as a single input.
    ids, marks, mask = torch.full((2, 8), 1000), torch.ones(2, 8, dtype=torch.long), torch.ones(2, 8, dtype=torch.long)
    mask[1, 6:] = 0
    rows, tokens = torch.export.Dim("rows", min=1, max=4096), torch.export.Dim("tokens", min=2, max=512)
    torch.onnx.export(
        model,
        (ids, marks, mask),
        file,
        input_names=["ids", "marks", "mask"],
        output_names=["relation", "answer", "labels"],
        dynamic_shapes={name: {0: rows, 1: tokens} for name in ("ids", "marks", "mask")},
        external_data=False,
        dynamo=True,
    )
