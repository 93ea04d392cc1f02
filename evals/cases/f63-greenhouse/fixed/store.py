from dataflow import DataFlow

import clean

clean.reset("houses")
db = DataFlow(clean.URL)


@db.model
class House:
    id: int
    settings: dict


def with_settings(settings):
    return [house["id"] for house in db.express_sync.list("House") if house["settings"] == settings]
