from pathlib import Path

from dataflow import DataFlow
from dataflow.database.query_builder import create_query_builder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'crm.db'}")


@db.model
class Customer:
    id: int
    name: str
    __tablename__ = "crm_customers"


query, values = (
    create_query_builder("crm_customers", db.config.database.url).where("name", "$eq", "Ada").build_select()
)
print(query)
db.close()
