from dataflow import DataFlow

from settings import DATABASE_URL

db = DataFlow(DATABASE_URL)


@db.model
class Reading:
    id: str
    sensor: str
    celsius: float

    __tablename__ = "readings"


async def store(sensor, values):
    for number, celsius in enumerate(values, start=1):
        await db.express.create(
            "Reading", {"id": f"{sensor}/{number:02d}", "sensor": sensor, "celsius": celsius}
        )
    return await db.express.count("Reading", {"sensor": sensor})
