"""Means of two runs' weights: what one learned last against what the other had not yet forgotten.

usage: mix.py RUN OTHER SHARE OUT   SHARE is the other's; heads that only it was taught are taken whole.
"""

import shutil
import sys
from pathlib import Path

import torch

WHOLE = "facts."


def main(run: Path, other: Path, share: float, out: Path) -> None:
    old, new = (torch.load(folder / "model.pt") for folder in (run, other))
    mixed = {
        name: new[name] if name.startswith(WHOLE) else torch.lerp(old[name], new[name], share)
        for name in old
    }
    out.mkdir(parents=True, exist_ok=True)
    torch.save(mixed, out / "model.pt")
    shutil.copy(run / "settings.json", out / "settings.json")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3]), Path(sys.argv[4]))
