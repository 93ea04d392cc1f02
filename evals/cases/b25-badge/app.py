from pathlib import Path

from dataflow import DataFlow

from schema_tools import options

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'badges.db'}")


@db.model
class Badge:
    id: int
    site: str
    number: int
    holder: str

    __dataflow__ = options("badges", unique_together=[("site", "number")], indexed=["holder"])


def issue(site, number, holder):
    try:
        db.express_sync.create("Badge", {"site": site, "number": number, "holder": holder})
    except Exception:
        return f"{site}-{number}: already taken, not given to {holder}"
    return f"{site}-{number}: {holder}"


if __name__ == "__main__":
    print(issue("HQ", 17, "Rhea Solberg"))
    print(issue("LAB", 17, "Omar Said"))
    print(issue("HQ", 17, "Piet Vos"))
    print("badges out:", db.express_sync.count("Badge"))
    db.close()
