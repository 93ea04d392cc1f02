from dataflow import DataFlow

db = DataFlow("postgresql://postgres@127.0.0.1:5432/test")


@db.model
class Buoy:
    __tablename__ = "dfx827_buoys"
    id: str
    colour: str


def lay(buoy, colour):
    try:
        db.express_sync.create("Buoy", {"id": buoy, "colour": colour})
    except Exception as error:
        if "duplicate key value" in str(error):
            print(buoy, "is there already")
        else:
            raise


db.express_sync.delete("Buoy", "b1")
lay("b1", "red")
lay("b1", "green")
