from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'clinicnotes.db'}", multi_tenant=True)


@db.model
class Note:
    id: str
    text: str


db.tenant_context.register_tenant("north", "Clinic North")
with db.tenant_context.switch("north"):
    for note in [{"id": "n1", "text": "x-ray"}, {"id": "n2", "text": "bandage"}]:
        db.express_sync.create("Note", note)
    print("notes of north:", len(db.express_sync.list("Note")))
db.close()
