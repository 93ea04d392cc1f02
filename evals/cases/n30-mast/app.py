from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'logger.db'}")


import device


@db.model
class Sample:
    id: str
    text: str


db.express_sync.create("Sample", {"id": "first", "text": "x"})
device.like_the_logger()
for number in range(40):
    db.express_sync.create("Sample", {"id": f"s{number}", "text": "x" * 60000})
print("samples:", db.express_sync.count("Sample"))
