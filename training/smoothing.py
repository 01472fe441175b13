"""Activations made even before they are cut to eight bits.

A few channels of what stands between a layer's two halves are tens of times larger than the others, so that one scale
for all leaves these few steps. Each channel is divided by a number of its own and its weights are multiplied by it,
which changes nothing but what rounding does (Xiao and others, 2023: SmoothQuant).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import torch
from torch import nn

from judge.encoding import Encoder
from training.evaluate import logits
from training.model import JudgeModel
from training.rows import Row

SHARE = 0.7
"""How much of the unevenness goes from the activations to the weights; those are rounded channel by channel anyway."""
_LEAST = 1e-4
_SECOND_HALF = re.compile(r"layer\.\d+\.output\.dense$")


class Smoothed(nn.Module):
    """A linear layer whose input is divided by ``by``, one number a channel, and whose weights make up for it."""

    share: torch.Tensor

    def __init__(self, linear: nn.Linear, by: torch.Tensor) -> None:
        """Take the place of ``linear``."""
        super().__init__()
        self.linear = linear
        self.linear.weight.data *= by
        self.register_buffer("share", 1 / by)

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        """What the linear layer gives."""
        found: torch.Tensor = self.linear(values * self.share)
        return found


def smooth(model: JudgeModel, rows: Sequence[Row], encoder: Encoder) -> None:
    """Smooth the second half of every layer of ``model`` in place, by what ``rows`` bring there at most."""
    layers = {name: layer for name, layer in model.named_modules() if re.search(_SECOND_HALF, name)}
    most: dict[str, torch.Tensor] = {}

    def watch(name: str) -> None:
        def seen(_: nn.Module, given: tuple[torch.Tensor, ...]) -> None:
            highest = given[0].detach().float().abs().flatten(0, -2).amax(0)
            most[name] = torch.maximum(most[name], highest) if name in most else highest

        layers[name].register_forward_pre_hook(seen)

    for name in layers:
        watch(name)
    logits(model, rows, encoder)
    for name, layer in layers.items():
        layer._forward_pre_hooks.clear()
        assert isinstance(layer, nn.Linear)
        weights = layer.weight.data.abs().amax(0).clamp(min=_LEAST)
        by = most[name].clamp(min=_LEAST) ** SHARE / weights ** (1 - SHARE)
        model.set_submodule(name, Smoothed(layer, by / by.mean()))
