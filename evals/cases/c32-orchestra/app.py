from dataflow import DataFlow

import clean

clean.reset("players")
db = DataFlow(clean.URL)


@db.model
class Player:
    id: int
    instrument: str


for number, instrument in enumerate(["horn", "oboe", "horn"], start=1):
    db.express_sync.create("Player", {"id": number, "instrument": instrument})


def count(instrument):
    return len(db.express_sync.list("Player", {"instrumnt": instrument}))


print("horns:", count("horn"))
db.close()
