from dataflow import DataFlow

import paths

shop = DataFlow(f"sqlite:///{paths.HERE / paths.NAME}")


@shop.model
class Price:
    id: str
    cents: int


def price_count():
    return shop.express_sync.count("Price")
