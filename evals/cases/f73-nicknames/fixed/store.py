from dataflow import DataFlow

import clean

clean.reset("nicknames")
db = DataFlow(clean.URL)


@db.model
class Nickname:
    id: str
    points: int = 0


def load(names):
    for name in sorted({name.casefold() for name in names}):
        db.express_sync.create("Nickname", {"id": name})
