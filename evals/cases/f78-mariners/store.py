from dataflow import DataFlow

import clean
import server

clean.reset("mariners")
db = DataFlow(server.ADDRESS)


@db.model
class Mariner:
    id: int
    name: str
