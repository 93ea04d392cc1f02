class Repository:
    def __init__(self, db, model):
        self.express = db.express_sync
        self.model = model

    def add(self, **fields):
        return self.express.create(self.model, fields)

    def find(self, where, limit=500):
        return self.express.list(self.model, where, limit=limit, order_by=["id"])

    def save(self, where, **changes):
        outcome = self.express.update(self.model, where, changes)
        return {"updated_ok": bool(outcome), **(outcome or {})}
