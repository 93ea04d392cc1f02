async def bump(express, model, key, counter, by=1):
    row = await express.read(model, key)
    change = {}
    change[counter] = row[counter] + by
    await express.update(model, key, change)
