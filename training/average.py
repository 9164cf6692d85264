"""Writes the mean of the weights of runs that went on from one another: as good as the best of them, mostly better.

usage: average.py OUT_FOLDER RUN_FOLDER ...
"""

import shutil
import sys
from pathlib import Path

import torch


def main(out: Path, runs: list[Path]) -> None:
    states = [torch.load(run / "model.pt", map_location="cpu") for run in runs]
    mean = {
        name: torch.stack([state[name].float() for state in states]).mean(0).to(value.dtype)
        for name, value in states[0].items()
    }
    out.mkdir(parents=True, exist_ok=True)
    torch.save(mean, out / "model.pt")
    shutil.copy(runs[0] / "settings.json", out)


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(run) for run in sys.argv[2:]])
