import os

from dataflow import DataFlow
from dotenv import load_dotenv
import clean

load_dotenv(os.path.join(os.path.dirname(os.path.abspath(__file__)), ".env"))


def database_url():
    auth = os.environ["DB_USER"]
    if os.getenv("DB_PASSWORD"):
        auth += ":" + os.environ["DB_PASSWORD"]
    location = os.environ["DB_HOST"]
    port = os.getenv("DB_PORT")
    if port:
        location += ":" + port
    return f"{os.environ['DB_ENGINE']}://{auth}@{location}/{os.environ['DB_NAME']}?charset=utf8mb4"


clean.reset("bakery_batches")
db = DataFlow(database_url())
