"""The record on disk: `record.db`, its manifest, and the checks that it is still whole.

`databases` saves and loads a story, `migrations` holds the schema, `tables` the readable
rows, `codec` the exact ones; `directories` swaps a finished record in; `verification` says
which rows no longer match their sources.
"""
