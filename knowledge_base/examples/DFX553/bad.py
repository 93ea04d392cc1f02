import os
from pathlib import Path

from dataflow import DataFlow
from dataflow.exceptions import DataFlowError

LOCAL = f"sqlite:///{Path(__file__).resolve().parent / 'plots.db'}"


def connect(url):
    try:
        return DataFlow(url)
    except DataFlowError:
        print("no usable address, taking the local file")
        return DataFlow(LOCAL)


db = connect(os.environ.get("PLOTS_URL", "redis://cache/0"))


@db.model
class Plot:
    id: str
    tenant: str


db.express_sync.create("Plot", {"id": "p1", "tenant": "Ada"})
print("plots:", db.express_sync.count("Plot"))
