"""How a run goes on: how far it is, by steps or by the clock, and how fast it learns there."""

import math
import time

import torch


def measure_progress(epochs_done: float, epochs: int, began: float, minutes: float) -> float:
    """The share of a run that is over: of its epochs or of its minutes, whichever is more."""
    return max(epochs_done / epochs, (time.time() - began) / 60 / minutes)


def set_rates(
    optimiser: torch.optim.Optimizer, progress: float, warm_up: float, rate: float
) -> None:
    """Each group's rate is its `top`, reached over `warm_up`, falling as a cosine to a fiftieth."""
    scale = min(1, progress / warm_up) * (0.02 + 0.49 * (1 + math.cos(math.pi * progress)))
    for group in optimiser.param_groups:
        group["lr"] = group["top"] * scale * rate
