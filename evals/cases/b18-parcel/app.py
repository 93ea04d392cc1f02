from pathlib import Path

from dataflow import DataFlow

from repository import Repository

db = DataFlow(str(Path(__file__).resolve().parent / "parcels.db"))


@db.model
class Parcel:
    id: str
    recipient: str
    depot: str
    scans: int = 0


parcels = Repository(db, "Parcel")
parcels.add(id="P-881", recipient="N. Okafor", depot="north")
parcels.add(id="P-882", recipient="S. Brandt", depot="north")


def scan(key, depot):
    parcel = parcels.get(key)
    parcel["scans"] += 1
    if parcel["depot"] != depot:
        parcel["depot"] = depot
    return parcels.save(parcel)


scan("P-881", "harbour")
scan("P-881", "centre")
scan("P-882", "north")
for key in ("P-881", "P-882"):
    p = parcels.get(key)
    print(p["id"], p["depot"], "scans:", p["scans"])
db.close()
