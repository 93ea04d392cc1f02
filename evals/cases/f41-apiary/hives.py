from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'apiary.db'}")


@db.model
class Hive:
    id: str
    kilos: int

    __validation__ = {"kilos": {"range": {"min": 1, "max": 120}}}
