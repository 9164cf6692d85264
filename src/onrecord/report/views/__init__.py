"""What the page shows: one frozen record per section, made from a Story and nothing else.

Templates receive these records and decide nothing; the desk shows the same ones. No record
holds markup: every string is a label of ours or somebody's words, escaped when rendered.
"""
