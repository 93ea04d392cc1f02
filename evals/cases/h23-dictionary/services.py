from typing import Optional

from platform_db import db


@db.model
class H23Customer:
    id: str
    company: str
    vat_id: Optional[str] = None


@db.model
class H23Invoice:
    id: str
    customer_id: str
    net: float
    paid: bool = False


@db.model
class H23Article:
    id: str
    label: str
    stock: int = 0


def seed():
    db.express_sync.create("H23Customer", {"id": "c-1", "company": "Nordlicht GmbH", "vat_id": "DE811"})
    for number, net in enumerate((120.0, 80.5), start=1):
        db.express_sync.create(
            "H23Invoice", {"id": f"i-{number}", "customer_id": "c-1", "net": net, "paid": number == 1}
        )
    db.express_sync.create("H23Article", {"id": "a-1", "label": "Lantern", "stock": 12})
