"""Rosters as Excel files: one list of columns, from which template, reading and messages come."""
