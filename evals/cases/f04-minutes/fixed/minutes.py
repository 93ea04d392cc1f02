from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'minutes.db'}")


@db.model
class Minutes:
    id: str
    text: str
    version: int = 1

    __dataflow__ = {"versioned": True}


def save(read, text):
    """False when somebody else has saved in between."""
    if db.express_sync.read("Minutes", read["id"], cache_ttl=0)["version"] != read["version"]:
        return False
    db.express_sync.update("Minutes", read["id"], {"text": text, "version": read["version"] + 1})
    return True
