from pathlib import Path

from dataflow import DataFlow
from dataflow.platform.errors import DataFlowError

HERE = Path(__file__).resolve().parent


def connect(url):
    try:
        return DataFlow(url)
    except DataFlowError as error:
        if "DF-401" in str(error):
            print("no usable address, taking the local file")
            return DataFlow(f"sqlite:///{HERE / 'plots.db'}")
        raise


db = connect("redis://cache/0")


@db.model
class Plot:
    id: str
    tenant: str


db.express_sync.create("Plot", {"id": "p1", "tenant": "Ada"})
print("plots:", db.express_sync.count("Plot"))
