from models import db


class MooringRepository:
    model = "Mooring"

    async def add_all(self, rows):
        await db.express.bulk_create(self.model, rows)

    async def all(self, **criteria):
        return await db.express.list(self.model, criteria, limit=1_000_000)
