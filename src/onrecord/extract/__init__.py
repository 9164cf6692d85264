"""Evidence: from an annotated document to its statements, figures and missed list."""

from onrecord.extract.evidence import extract_evidence

__all__ = ["extract_evidence"]
