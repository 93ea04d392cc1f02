from guests import add, db

add({"id": "ann", "mail": "Ann@example.org"})
add({"id": "ann", "mail": "Ann@example.org"})
add({"id": "bob"})


def mail_of(guest):
    if guest["mail"]:
        return guest["mail"]


for guest in db.express_sync.list("Guest", order_by=["id"]):
    print("mail:", mail_of(guest).lower())
