"""The desk: the page's views live over a record, on this machine's own address.

`apps` puts together what `pages` render, `guards` protect and the view modules answer;
`servers` runs it. The desk reads `record.db` and never writes it.
"""
