"""Benchmarks: one a module, each with `run(path, predictions) -> str`."""
