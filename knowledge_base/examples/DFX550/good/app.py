from dotenv import load_dotenv

load_dotenv()

from settings import URL

from dataflow import DataFlow

db = DataFlow(URL)


@db.model
class Dog:
    id: str
    name: str


db.express_sync.create("Dog", {"id": "d1", "name": "Rex"})
print("dogs:", db.express_sync.count("Dog"))
