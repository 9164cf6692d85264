"""The story: what holds across reports, each decision with its reasons."""
