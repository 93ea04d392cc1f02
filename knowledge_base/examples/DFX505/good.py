import os
from pathlib import Path

from dataflow import DataFlow

os.environ.setdefault("SURVEY_DATABASE_URL", str(Path(__file__).resolve().parent / "survey.db"))

db = DataFlow(os.environ.get("SURVEY_DATABASE_URL"))


@db.model
class Response:
    id: str
    question: int
    score: int


for number, score in enumerate([4, 5, 3], start=1):
    db.express_sync.create("Response", {"id": f"r{number}", "question": number, "score": score})
print("responses:", db.express_sync.count("Response"))
