from dataflow import DataFlow
from dataflow.core.config import DatabaseConfig, DataFlowConfig

database = DatabaseConfig(
    driver="postgresql",
    host="127.0.0.1",
    port=5432,
    database="test",
    username="postgres",
)
db = DataFlow(config=DataFlowConfig(database=database))


@db.model
class Locomotive:
    __tablename__ = "dfx531_locomotives"
    id: str
    kilowatt: int


db.express_sync.delete("Locomotive", "e94")
db.express_sync.create("Locomotive", {"id": "e94", "kilowatt": 3000})
print("kilowatt:", db.express_sync.read("Locomotive", "e94")["kilowatt"])
