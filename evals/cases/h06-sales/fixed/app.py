"""Prints the month's best sellers and the bonus each of them gets."""
from pathlib import Path

from dataflow import DataFlow

DB_FILE = Path(__file__).resolve().parent / "sales.db"
for old in DB_FILE.parent.glob("sales.db*"):
    old.unlink()

db = DataFlow(f"sqlite:///{DB_FILE}")


@db.model
class Seller:
    id: str
    name: str
    region: str
    revenue: float
    active: bool = True


MARCH = [
    ("s1", "Moreau", "west", 18250.0), ("s2", "Nilsen", "north", 40110.5),
    ("s3", "Okafor", "west", 27900.0), ("s4", "Petit", "south", 9120.0),
    ("s5", "Quist", "north", 31875.0), ("s6", "Rossi", "south", 22400.0),
]
BONUS = (0.05, 0.03, 0.02)


def fill():
    for seller_id, name, region, revenue in MARCH:
        db.express_sync.create("Seller", {"id": seller_id, "name": name, "region": region,
                                          "revenue": revenue})


class Ranking:
    def __init__(self, express, places):
        self.express = express
        self.places = places

    def best(self, region=None):
        wanted = {"active": True}
        if region:
            wanted["region"] = region
        return self.express.list("Seller", wanted, order_by=[{"revenue": -1}],
                                 limit=self.places)

    def bonuses(self):
        for place, (seller, share) in enumerate(zip(self.best(), BONUS), start=1):
            yield f"{place}. {seller['name']}: {seller['revenue'] * share:.2f}"


def main():
    fill()
    ranking = Ranking(db.express_sync, places=len(BONUS))
    print("sellers:", db.express_sync.count("Seller"))
    for line in ranking.bonuses():
        print(line)
    for region in ("north", "south", "west"):
        print(f"first in {region}: {ranking.best(region)[0]['name']}")


if __name__ == "__main__":
    main()
