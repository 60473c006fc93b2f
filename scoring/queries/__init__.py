"""Reading: entries, operations and rulings of whole activities in a constant number of queries."""
