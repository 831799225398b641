"""What the positive-energy requirement costs: the same district with it and without it."""

from zeneville import pipeline
from zeneville.case import Requirement, load


def main(hours: int = 48) -> None:
    """Plan two cases that differ in one key and put them side by side."""
    case = load("escalette")
    free = case.model_copy(update={"requirement": Requirement(balance="none"), "name": "free"})
    folders = [
        pipeline.store(pipeline.plan(asked, hours=hours), f"results/{name}")
        for name, asked in (("positive", case), ("free", free))
    ]
    print(pipeline.compare(tuple(folders)))


if __name__ == "__main__":
    main()
