import asyncio
from pathlib import Path

from dataflow import DataFlow

db = DataFlow(f"sqlite:///{Path(__file__).resolve().parent / 'quiz.db'}")


@db.model
class Question:
    id: int
    text: str
    answers: list


class Quiz:
    def __init__(self, express):
        self.express = express

    async def question(self, number):
        return await self.express.read("Question", number)

    async def choices(self, number):
        question = await self.question(number)
        question["answers"].append("none of these")
        return question["answers"]


async def main():
    await db.express.create("Question", {"id": 1, "text": "2 + 2?", "answers": ["3", "4"]})
    quiz = Quiz(db.express)
    print(await quiz.choices(1))
    print(await quiz.choices(1))
    await db.close_async()


asyncio.run(main())
