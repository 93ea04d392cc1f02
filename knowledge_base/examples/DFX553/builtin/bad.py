import asyncio
from dataflow import DataFlow
from dataflow.adapters.postgresql import PostgreSQLAdapter
async def main():
    a = PostgreSQLAdapter("postgresql://nobody:x@127.0.0.1:5999/none")
    try:
        await a.connect()
    except ConnectionError:
        print("offline")
asyncio.run(main())
