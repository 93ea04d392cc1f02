"""`report/1` and its faces."""
