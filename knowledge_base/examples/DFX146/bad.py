from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'grades.db'}")


@db.model
class Grade:
    id: int
    pupil: str
    mark: int

    __validation__ = {"mark": {"range": (1, 5)}}


for number, mark in enumerate([2, 7], start=1):
    try:
        db.express_sync.create("Grade", {"id": number, "pupil": "Lea", "mark": mark})
        print("mark", mark)
    except Exception:
        print("no mark:", mark)
