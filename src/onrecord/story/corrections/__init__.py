"""Decisions of reviewers replayed over what was read: a pure function of the two.

`logs` tells which decisions stand, `wordings` finds their words, `rows` the row they are about;
`reports` corrects one report's evidence, `people` and `claims` what holds across reports, and
`grades` gathers the grades. `replays` does all of it in order. Nothing is guessed: a decision
that fits nothing is listed, and one that was undone leaves no trace.
"""
