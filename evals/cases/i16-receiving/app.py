import logging

from goods import db
from posting import post

logging.disable(logging.WARNING)

DELIVERIES = [
    {"id": "R-500", "supplier": "Brandt", "goods": [("bolt M8", 400), ("nut M8", 400)],
     "samples": [("washer", 10)], "samples_accepted": True},
    {"id": "R-501", "supplier": "Okafor", "goods": [("hinge", 60)],
     "samples": [("hinge brass", 2), ("handle", 1)], "samples_accepted": False},
]


def main():
    for delivery in DELIVERIES:
        print(f"{delivery['id']}: {post(delivery)}")
    lines = db.express_sync.list("ReceiptLine", {}, limit=100)
    print("lines:", ", ".join(sorted(line["id"] for line in lines)))


if __name__ == "__main__":
    main()
