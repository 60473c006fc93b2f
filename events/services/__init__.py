"""What people do with a plan: one file a topic; every service locks the activity, checks again, writes and logs."""
