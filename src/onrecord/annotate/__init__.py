"""Annotations: what is found in one report's text, before it becomes evidence."""
