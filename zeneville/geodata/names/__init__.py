"""What the columns and the words of each source mean to us, as tables beside this file."""

from zeneville.geodata.names.tables import find, find_all, plain, priority, words

__all__ = ["find", "find_all", "plain", "priority", "words"]
