"""Finds the entries whose symptoms resemble what a program printed or what its user says."""
