"""stub"""


def arguments(parser):
    pass


def compare(asked):
    pass
