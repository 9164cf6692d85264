"""What changed since a record was last built: new, said again, revised, withdrawn.

`versions` finds which report is another version of an earlier one, `rows` gives each row a form
in which two builds can be compared, `matches` pairs the rows of two versions, `groups` compares
claims and happenings, and `stories` puts the changes together.
"""
