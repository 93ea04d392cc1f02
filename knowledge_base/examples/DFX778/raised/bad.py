from datetime import date
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'market.db'}")


@db.model
class Market:
    id: str
    held: date


class Calendar:
    def __init__(self, weather):
        self.weather = dict(weather)

    def on(self, market):
        return self.weather[market["held"]]


db.express_sync.create("Market", {"id": "m1", "held": date(2025, 9, 6)})
calendar = Calendar({date(2025, 9, 6): "rain"})
print("weather:", [calendar.on(market) for market in db.express_sync.list("Market")])
