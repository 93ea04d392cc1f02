from board import Board
from seed import load

if __name__ == "__main__":
    load()
    board = Board()
    for line in board.lines():
        print(line)
    board.close()
