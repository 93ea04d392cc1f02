def posted():
    """What the browser sends."""
    return {"id": "41", "glaze": "celadon"}
