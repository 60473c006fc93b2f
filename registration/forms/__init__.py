"""What people send from the pages of registration, read and judged."""
