from pathlib import Path

from dataflow import DataFlow
from kailash.runtime.local import LocalRuntime
from kailash.workflow.builder import WorkflowBuilder

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'garage.db'}")


@db.model
class Car:
    id: str
    plate: str
    color: str


class Cars:
    def _node(self, operation, values):
        flow = WorkflowBuilder()
        flow.add_node(f"Car{operation}Node", "car", values)
        with LocalRuntime() as runtime:
            results, _ = runtime.execute(flow.build())
        return results["car"]

    def park(self, **values):
        return self._node("Create", values)

    def by_number(self, number):
        return self._node("Read", {"id": number})

    def by_plate(self, plate):
        car = self._node("Read", {"plate": plate})
        if car is None:
            return "unknown"
        return car.get("color", "not readable")


cars = Cars()
cars.park(id="c1", plate="W 12", color="red")
cars.park(id="c2", plate="W 34", color="blue")
print(cars.by_number("c1")["color"], cars.by_plate("W 34"), cars.by_plate("W 99"))
db.close()
