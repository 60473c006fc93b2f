"""Forms of scoring. Those for rules are drawn from the rules' own parameters."""
