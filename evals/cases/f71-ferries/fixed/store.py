from typing import Optional

from dataflow import DataFlow

import clean

clean.run(
    "DROP TABLE IF EXISTS ferries",
    "CREATE TABLE ferries (id int PRIMARY KEY, name varchar(80) NOT NULL)",
    "ALTER TABLE ferries ADD COLUMN flag varchar(80)",
    "ALTER TABLE ferries ADD COLUMN created_at timestamp DEFAULT current_timestamp()",
    "ALTER TABLE ferries ADD COLUMN updated_at timestamp DEFAULT current_timestamp()",
)
db = DataFlow(clean.URL)


@db.model
class Ferry:
    id: int
    name: str
    flag: Optional[str] = None
