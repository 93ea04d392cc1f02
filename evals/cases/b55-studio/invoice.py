from models import db

CENTS_PER_TAKE = 1500


def invoice(session_id):
    session = db.express_sync.read("Session", session_id)
    takes = session["takes"] or []
    return {"band": session["band"], "takes": len(takes), "cents": len(takes) * CENTS_PER_TAKE}
