from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'plots.db'}")


@db.model
class Plot:
    id: str
    owner: str


def enter(plot, owner):
    try:
        db.express_sync.create("Plot", {"id": plot, "owner": owner})
    except RuntimeError as error:
        if "UNIQUE constraint failed" in str(error):
            return "taken"
        raise
    return "entered"


print([enter("12/4", "Ada"), enter("12/4", "Bo")])
