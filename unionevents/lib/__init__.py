"""Leaf helpers, one job a file. Imports no app, ever."""
