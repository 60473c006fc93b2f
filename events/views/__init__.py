"""Pages of the plan: one file a topic."""
