from datetime import datetime
from pathlib import Path
from typing import Optional

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'letters.db'}")


@db.model
class Letter:
    id: str
    sender: str
    created_at: Optional[datetime] = None


db.express_sync.upsert("Letter", {"id": "n1", "sender": "Bach", "created_at": datetime(1738, 1, 1)})
db.express_sync.create("Letter", {"id": "n2", "sender": "Haydn", "created_at": datetime.now()})
print(str(db.express_sync.read("Letter", "n1")["created_at"])[:4])
db.close()
