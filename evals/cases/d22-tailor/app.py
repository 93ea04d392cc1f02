from dataclasses import asdict, dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'tailor.db'}")


@db.model
class InvoiceLine:
    id: str
    invoice: str
    text: str
    net: Decimal


@dataclass
class Line:
    id: str
    invoice: str
    text: str
    net: Decimal


def cents(amount):
    return amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


class Invoice:
    def __init__(self, number):
        self.number = number
        self.lines = []

    def add(self, text, price, quantity=Decimal(1)):
        line_id = f"{self.number}-{len(self.lines) + 1}"
        self.lines.append(Line(line_id, self.number, text, cents(Decimal(price) * quantity)))

    def save(self):
        for line in self.lines:
            db.express_sync.create("InvoiceLine", asdict(line))


def total(number):
    rows = db.express_sync.list("InvoiceLine", {"invoice": number})
    return sum((Decimal(str(row["net"])) for row in rows), Decimal(0))


if __name__ == "__main__":
    invoice = Invoice("2025-014")
    invoice.add("Loden coat, alteration", "89.90")
    invoice.add("Lining, per metre", "12.45", Decimal("2.5"))
    invoice.add("Horn buttons", "1.80", Decimal(6))
    invoice.save()
    print(f"invoice {invoice.number}: {cents(total(invoice.number))} EUR")
    db.close()
