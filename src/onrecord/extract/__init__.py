"""Evidence: from an annotated document to its statements, figures and missed list."""
