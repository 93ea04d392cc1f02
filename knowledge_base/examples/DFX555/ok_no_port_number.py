from dataflow import DataFlow

db = DataFlow("postgresql://postgres@127.0.0.1/test", auto_migrate=False)


@db.model
class Sundial:
    __tablename__ = "dfx555_sundials"
    id: str
    hours: int


sizes = []
for text in ("12", None):
    try:
        sizes.append(int(text))
    except TypeError as error:
        print("skipped:", error)
print("sizes:", sizes)
db.close()
