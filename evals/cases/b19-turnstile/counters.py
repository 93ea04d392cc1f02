async def bump(express, model, key, counter, by=1):
    change = {}
    change[counter] = {"$inc": by}
    await express.update(model, key, change)
