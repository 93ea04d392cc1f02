from typing import Optional

from dataflow import DataFlow

import clean

clean.run(
    "DROP TABLE IF EXISTS ferries",
    "CREATE TABLE ferries (id int PRIMARY KEY, name varchar(80) NOT NULL)",
)
db = DataFlow(clean.URL)


@db.model
class Ferry:
    id: int
    name: str
    flag: Optional[str] = None
