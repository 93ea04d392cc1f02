from pathlib import Path

from dataflow.core.protected_engine import ProtectedDataFlow
from dataflow.core.protection import ProtectionViolation
from kailash.sdk_exceptions import NodeExecutionError

db = ProtectedDataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'deeds.db'}", enable_protection=True)


@db.model
class Deed:
    id: str
    parcel: str


def store(number, parcel):
    return db.express_sync.create("Deed", {"id": number, "parcel": parcel})


def import_deeds(rows):
    done = 0
    for number, parcel in rows:
        try:
            store(number, parcel)
        except ProtectionViolation:
            raise
        except (NodeExecutionError, KeyError):
            print("passed over:", number)
            continue
        done += 1
    return done


print("imported:", import_deeds([("d1", "north"), ("d2", "south")]))
db.enable_read_only_mode("year's end")
try:
    import_deeds([("d3", "east")])
    print("all is stored")
except Exception as error:
    print("not stored:", type(error).__name__)
