from dataflow import DataFlow

import legacy_crm
import settings

db = DataFlow(settings.DATABASE_URL)


@db.model
class Customer:
    id: str
    name: str
    city: str = ""


def take_over():
    known = db.express_sync.count("Customer")
    print("customers before:", known)
    legacy_crm.restore()
    for row in legacy_crm.read_customers():
        db.express_sync.upsert(
            "Customer", {"id": f"C{row['nr']:04d}", "name": row["name"], "city": row["city"]}
        )
    print("customers after:", db.express_sync.count("Customer"))


if __name__ == "__main__":
    try:
        take_over()
    finally:
        db.close()
