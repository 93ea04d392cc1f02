def next_id(existing):
    """A number for the next boat."""
    return len([n for n in existing if n < 0]) + 1
