"""Metrics: pure functions over counts that add; they know no files and no command line."""
