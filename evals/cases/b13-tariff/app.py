import os

from dataflow import DataFlow
import clean

DATABASE_URL = os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/test")
clean.reset("b13_tariffs")
db = DataFlow(DATABASE_URL)


@db.model
class B13Tariff:
    id: int
    code: str
    price: float
    valid: bool = True

    __dataflow__ = {"indexes": [{"name": "b13_tariff_code", "fields": ["code"], "unique": True}]}


class TariffBook:
    model = "B13Tariff"

    def __init__(self, express):
        self.express = express

    def load(self, pairs):
        for code, price in pairs:
            self.express.create(self.model, {"code": code, "price": price})

    def apply_price_list(self, price_list):
        changes = [{"code": code, "price": price} for code, price in price_list.items()]
        return self.express.bulk_update(self.model, changes, key_field="code")

    def prices(self):
        return {t["code"]: t["price"] for t in self.express.list(self.model, limit=1000)}


book = TariffBook(db.express_sync)
book.load([("DAY", 32.5), ("NIGHT", 18.0), ("WEEKEND", 21.5)])

changed = book.apply_price_list({"DAY": 34.0, "NIGHT": 19.5})
print("tariffs changed:", len(changed))
for code, price in sorted(book.prices().items()):
    print(code, price)
db.close()
