"""A case read and checked, its contests built, its outcome told."""
