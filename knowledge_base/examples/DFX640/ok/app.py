from pathlib import Path

from dataflow import DataFlow

URL = f"sqlite:///{Path(__file__).resolve().parent / 'weather.db'}"
STATIONS = ["roof", "yard"]


def connect():
    db = DataFlow(URL)

    @db.model
    class Reading:
        id: str
        degrees: float

    return db


if __name__ == "__main__":
    from measure import measured

    db = connect()
    for name in STATIONS:
        db.express_sync.create("Reading", {"id": name, "degrees": measured(name)})
    print("readings:", db.express_sync.count("Reading"))
