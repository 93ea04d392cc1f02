VAT = 0.10


class MenuBoard:
    def __init__(self, express):
        self.express = express

    async def dishes(self, course):
        return await self.express.list("Dish", {"course": course}, order_by=["title"])

    async def gross(self, course):
        board = await self.dishes(course)
        for dish in board:
            dish["price"] = round(dish["price"] * (1 + VAT), 2)
        return board
