"""Runs models that training made; knows no linguistics."""
