import asyncio
from pathlib import Path

from dataflow import DataFlowEngine

URL = f"sqlite:///{Path(__file__).resolve().parent / 'stars.db'}"


class Star:
    id: str
    magnitude: float


async def main():
    engine = await DataFlowEngine.builder(URL).build()
    engine.register_model(None, Star)
    print("models:", list(engine.dataflow.get_models()))
    engine.dataflow.close()


asyncio.run(main())
