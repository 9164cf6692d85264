"""Words a second and peak memory of a whole run, every stage and every file written.

usage: python scripts/bench.py FOLDER-OR-JSONL

The reports are read as `onrecord FOLDER` reads them, in a process of its own, twice: once as
they are, and once a pile of one short report, whose time is start-up and model loading.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def main() -> None:
    """Measure a run over the given reports and print one line of JSON after the words."""
    if len(sys.argv) != 2 or not Path(sys.argv[1]).exists():
        sys.exit("usage: python scripts/bench.py FOLDER-OR-JSONL (make bench BENCH=…): not found")
    source = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as scratch:
        small = Path(scratch) / "one"
        small.mkdir()
        (small / "one.txt").write_text("“It holds,” the mayor said on Monday.\n", encoding="utf-8")
        start_up, _ = measure(small, Path(scratch) / "one.record")
        seconds, peak = measure(source, Path(scratch) / "bench.record")
    words = count_words(source)
    found = {
        "words": words,
        "seconds": round(seconds, 2),
        "start_up_seconds": round(start_up, 2),
        "words_per_second": round(words / seconds),
        "words_per_second_after_start_up": round(words / max(seconds - start_up, 0.001)),
        "peak_mb_of_one_process": round(peak / 1024),
    }
    print(f"{words:,} words in {seconds:.1f} s, {start_up:.1f} s of them start-up and models")
    print(json.dumps(found))


def measure(source: Path, out: Path) -> tuple[float, int]:
    """Run `onrecord` over the reports; return seconds and the largest process's kilobytes."""
    command = [sys.executable, "-m", "onrecord.cli", str(source), "-o", str(out), "--quiet"]
    began = time.perf_counter()
    subprocess.run(command, check=True)
    return time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


def count_words(source: Path) -> int:
    """Count the words of the reports, white-space separated, from the texts themselves."""
    files = [source] if source.is_file() else sorted(p for p in source.rglob("*") if p.is_file())
    total = 0
    for file in files:
        text = file.read_text("utf-8", errors="replace")
        if file.suffix in {".jsonl", ".ndjson"}:
            text = "\n".join(json.loads(line).get("text", "") for line in text.splitlines())
        total += len(text.split())
    return total


if __name__ == "__main__":
    main()
