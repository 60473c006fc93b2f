"""The database engine that `DATABASES` names for a file."""
