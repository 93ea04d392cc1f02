from approval import approve
from models import db

CLAIMS = [("c-7", "Okafor", 310.0), ("c-8", "Lindqvist", 95.5), ("c-9", "Haas", 1200.0)]
LIMIT = 500


def register(claims):
    for claim_id, customer, amount in claims:
        db.express_sync.create("Claim", {"id": claim_id, "customer": customer, "amount": amount})


def approve_small():
    small = db.express_sync.list("Claim", {"amount": {"$lte": LIMIT}, "state": "new"})
    return sorted(approve(claim["id"]) for claim in small)


def main():
    register(CLAIMS)
    print("letters to", ", ".join(approve_small()))
    print("open claims:", db.express_sync.count("Claim", {"state": "new"}))
    db.close()


if __name__ == "__main__":
    main()
