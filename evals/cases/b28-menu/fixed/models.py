from typing import Optional

from dataflow import DataFlow

SERVER = {"host": "127.0.0.1", "user": "root", "database": "test"}
db = DataFlow("mysql://{user}@{host}:3306/{database}".format(**SERVER))


@db.model
class B28Dish:
    id: str
    title: str
    cents: int
    allergens: Optional[list] = None
    vegan: bool = False
