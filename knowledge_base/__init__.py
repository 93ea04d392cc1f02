"""What is known about failures: one YAML file an entry, each with programs that were run."""
