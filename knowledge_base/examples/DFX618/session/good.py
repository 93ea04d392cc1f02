from pathlib import Path

from dataflow import DataFlow

URL = f"sqlite:///{Path(__file__).resolve().parent / 'orchard.db'}"


class Orchard:
    def __init__(self, url):
        self.flow = DataFlow(url)
        self.flow.model(type("Tree", (), {"__annotations__": {"id": str, "sort": str}}))

    def plant(self, number, sort):
        flow = self.flow
        # The number is painted on the trunk.
        return flow.express_sync.create("Tree", {"id": number, "sort": sort})["id"]

    def trees(self):
        rows = self.flow.express_sync.list("Tree")
        return sorted(row["sort"] for row in rows)


orchard = Orchard(URL)
for number, sort in (("t1", "plum"), ("t2", "pear")):
    print("planted:", orchard.plant(number, sort))
print("trees:", orchard.trees())
