from typing import Optional

from dataflow import DataFlow

import legacy

legacy.prepare()
db = DataFlow(f"sqlite:///{legacy.FILE}")


@db.model
class Remark:
    id: str
    text: str
    level: Optional[str] = None


db.express_sync.create("Remark", {"id": "r1", "text": "door open"})
print("level:", db.express_sync.read("Remark", "r1")["level"])
db.close()
