"""From matches to a table: reading a match, league points, the systems of federations."""
