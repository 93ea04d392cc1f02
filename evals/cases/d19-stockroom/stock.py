from models import db


async def find(part_no):
    return await db.express.read("Part", part_no)


async def receive(delivery):
    for item in delivery:
        part = await find(item["part_no"])
        if part is None:
            await db.express.create("Part", {
                "part_no": item["part_no"],
                "label": item["label"],
                "bin": item["bin"],
                "on_hand": item["quantity"],
            })
        else:
            await db.express.update("Part", item["part_no"], {"on_hand": part["on_hand"] + item["quantity"]})
