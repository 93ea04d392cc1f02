from dataflow import DataFlow

import clean
from conf import url

clean.reset("scrolls")
db = DataFlow(url())


@db.model
class Scroll:
    id: int
    sheets: int


db.express_sync.create("Scroll", {"id": 1, "sheets": 30})
print("scrolls:", db.express_sync.count("Scroll"))
db.close()
