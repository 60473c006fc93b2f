"""From places to prizes and awards, in a contest and across contests."""
