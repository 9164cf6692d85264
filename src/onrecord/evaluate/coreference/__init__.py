"""Event coreference with given mentions, as ECB+ has it: reading, pairs, a scorer, groups."""
