"""Taking somebody out of everything that was stored, without changing a rank or a count."""
