"""Help of the write screen: every syntax and block with an example (entries.py, examples.py)."""
