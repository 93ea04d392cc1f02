from pathlib import Path

from dataflow import DataFlowConfig

HERE = Path(__file__).resolve().parent
DATABASE = HERE / "sensors.db"


def options(debug=False):
    return DataFlowConfig(
        debug=debug,
        enable_query_cache=False,
    )


def fresh():
    for leftover in HERE.glob("sensors.db*"):
        leftover.unlink()
