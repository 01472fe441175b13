"""Where training runs, on an accelerator where there is one, else on the processor, and how precisely."""

from __future__ import annotations

import torch

DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
CPU_HAS_BF16 = bool(torch.cpu.get_capabilities().get("avx512_bf16"))
"""Whether the processor computes in bf16; one that has to emulate it is slower with it than in full precision."""


def autocast(device: str = DEVICE) -> torch.autocast:
    """Reduced precision on this device, where it brings speed."""
    return torch.autocast(device, torch.bfloat16, enabled=device != "cpu" or CPU_HAS_BF16)
