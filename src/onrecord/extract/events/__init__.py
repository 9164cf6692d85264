"""Events: who did what to whom, coded clause by clause by a codebook that is data."""
