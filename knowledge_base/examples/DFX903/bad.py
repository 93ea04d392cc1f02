from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'crm.db'}")


@db.model
class Customer:
    id: int
    name: str
    __tablename__ = "crm_customers"


query, values = Customer.query_builder().where("name", "$eq", "Ada").build_select()
print(query)
db.close()
