from dataflow import DataFlow

import clean

clean.reset("firings")
db = DataFlow(clean.URL)


@db.model
class Firing:
    id: int
    glaze: str


from form import posted

batch = posted()
batch["id"] = int(batch["id"])
db.express_sync.create("Firing", batch)
print("firing:", db.express_sync.read("Firing", 41)["glaze"])
db.close()
