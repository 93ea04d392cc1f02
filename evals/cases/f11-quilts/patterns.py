def colours_of(quilt):
    """The colours without repetition."""
    return {patch.lower() for patch in quilt["patches"]}
