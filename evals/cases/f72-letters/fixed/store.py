from dataflow import DataFlow

import clean

clean.reset("letters")
clean.run(
    "CREATE TABLE letters (id int PRIMARY KEY, body text NOT NULL,"
    " created_at timestamp DEFAULT current_timestamp(), updated_at timestamp DEFAULT current_timestamp())"
)
db = DataFlow(clean.URL)


@db.model
class Letter:
    id: int
    body: str
