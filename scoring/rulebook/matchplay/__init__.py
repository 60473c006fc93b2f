"""How a match is read and what it brings: the parts that `match.py` and `league.py` put together."""
