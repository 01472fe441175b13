"""What is exported names no folder of the machine that made it."""

from __future__ import annotations

from pathlib import Path

import onnx
from onnx import TensorProto, helper

from judge.small import FOLDER
from training.export import strip_traces


def test_where_a_node_was_made_is_taken_out(tmp_path: Path):
    node = helper.make_node("Identity", ["a"], ["b"], doc_string="/home/somebody/model.py")
    entry = node.metadata_props.add()
    entry.key, entry.value = "stack", "/home/somebody/model.py"
    ends = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1]) for name in ("a", "b")]
    file = tmp_path / "model.onnx"
    onnx.save(helper.make_model(helper.make_graph([node], "g", ends[:1], ends[1:])), str(file))
    assert b"/home/" in file.read_bytes()
    strip_traces(file)
    assert b"/home/" not in file.read_bytes()
    onnx.checker.check_model(str(file))


def test_the_shipped_model_names_none():
    model = (FOLDER / "model.onnx").read_bytes()
    assert b".py" not in model
