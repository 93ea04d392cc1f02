import asyncio

import asyncpg
from dataflow import DataFlow

URL = "postgresql://postgres@127.0.0.1:5432/test"


async def drop(*tables):
    connection = await asyncpg.connect(URL)
    for table in tables:
        await connection.execute(f"DROP TABLE IF EXISTS {table} CASCADE")
    await connection.close()


asyncio.run(drop("quarterly_air"))
db = DataFlow(URL)


@db.model
class QuarterlyAirQualityMeasurementOfTheRegionalMonitoringStationNetwork:
    id: int
    value: float


try:
    db.express_sync.create(
        "QuarterlyAirQualityMeasurementOfTheRegionalMonitoringStationNetwork", {"id": 1, "value": 11.5}
    )
    print(
        "rows:", db.express_sync.count("QuarterlyAirQualityMeasurementOfTheRegionalMonitoringStationNetwork")
    )
finally:
    db.close()
