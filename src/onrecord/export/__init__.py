"""A story for other programs and for the terminal: one module per form.

Everything here reads a `Story` and writes text; nothing is found, merged or decided.
"""
