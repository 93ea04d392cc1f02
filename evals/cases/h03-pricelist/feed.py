"""The supplier's two deliveries, as they lie on the exchange server."""
import csv
import io

MONDAY = """sku;label;price
K-100;Cable tie 200 mm;3.20
K-101;Cable tie 300 mm;4.10
M-310;Crimp tool;58.00
"""

TUESDAY = """sku;label;price
K-100;Cable tie 200 mm;3.45
M-310;Crimp tool;54.90
M-311;Crimp tool XL;79.00
"""


def parse(text, supplier):
    for row in csv.DictReader(io.StringIO(text), delimiter=";"):
        yield {"id": row["sku"], "label": row["label"],
               "cents": round(float(row["price"]) * 100), "supplier": supplier}
