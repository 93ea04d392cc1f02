"""From a failing program to a ranked diagnosis with patches."""
