"""How many places, which prize for which places, and what a tie across a line does."""
