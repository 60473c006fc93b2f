"""Contests as they were built from a case, and who stands where in each of their rankings."""
