from pathlib import Path

from dataflow import DataFlowConfig
from dataflow.core.config import DatabaseConfig

HERE = Path(__file__).resolve().parent
DATABASE = HERE / "sensors.db"


def options(debug=False):
    return DataFlowConfig(
        database=DatabaseConfig(url=f"sqlite:///{DATABASE}"),
        debug=debug,
        enable_query_cache=False,
    )


def fresh():
    for leftover in HERE.glob("sensors.db*"):
        leftover.unlink()
