"""Ways in without the command: in the user's process they only record, keep and hand over."""
