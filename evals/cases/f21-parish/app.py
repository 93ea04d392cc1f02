from register import Baptism, db


def enter(number, name, year):
    baptism = Baptism(id=number, name=name, year=year)
    baptism.save()


enter("b1", "Lund", 1887)
print("year:", db.express_sync.read("Baptism", "b1")["year"])
