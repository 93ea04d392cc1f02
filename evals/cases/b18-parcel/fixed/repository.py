class Repository:
    def __init__(self, db, model):
        self.express = db.express_sync
        self.model = model

    def add(self, **values):
        return self.express.create(self.model, values)

    def get(self, key):
        record = self.express.read(self.model, key)
        if record is None:
            raise LookupError(f"{self.model} {key} is unknown")
        return dict(record)

    def save(self, record):
        fields = dict(record)
        key = fields.pop("id")
        fields.pop("found", None)
        return self.express.update(self.model, key, fields)
