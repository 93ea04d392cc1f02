import asyncio

from dataflow.adapters.sqlite import SQLiteAdapter

import tree


async def main():
    tree.plant()
    adapter = SQLiteAdapter(f"sqlite:///{tree.FILE}")
    await adapter.connect()
    try:
        await adapter.execute_query("INSERT INTO leaves (id, branch) VALUES (1, 99)", [])
        print("leaf: accepted")
    except Exception:
        print("leaf: refused")
    finally:
        await adapter.disconnect()


asyncio.run(main())
