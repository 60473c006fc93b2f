"""Faults on purpose: each drill breaks something many times over, counts what is left, and fails on one violation."""
