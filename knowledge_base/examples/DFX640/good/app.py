from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'weather.db'}")
HANDLERS = {}


@db.model
class Reading:
    id: str
    degrees: float


def handler(name):
    def keep(function):
        HANDLERS[name] = function
        return function

    return keep


def main():
    import stations  # noqa: F401

    for name, function in HANDLERS.items():
        db.express_sync.create("Reading", {"id": name, "degrees": function()})
    print("readings:", db.express_sync.count("Reading"))


if __name__ == "__main__":
    from app import main

    main()
