"""Annotations: what is found in one report's text, before it becomes evidence."""

from onrecord.annotate.documents import annotate_document

__all__ = ["annotate_document"]
