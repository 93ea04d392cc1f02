def colours_of(quilt):
    """The colours without repetition."""
    return ", ".join(sorted({patch.lower() for patch in quilt["patches"]}))
