"""The answers of one version, bounded in bytes."""

import threading
from collections import OrderedDict
from collections.abc import Hashable

from .answer import Answer


class Store:
    """The least recently asked for goes first. All go when the state changes: nobody asks again."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._lock = threading.Lock()
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()
        self._state: Hashable = None
        self.size = 0

    def get(self, state: Hashable, key: Hashable) -> Answer | None:
        """The answer kept in this state (version and day), which from now on is the one that is kept."""
        with self._lock:
            if state != self._state:
                self._answers.clear()
                self._state, self.size = state, 0
            if answer := self._answers.get(key):
                self._answers.move_to_end(key)
            return answer

    def put(self, state: Hashable, key: Hashable, answer: Answer) -> None:
        """Keep an answer, unless its state has passed while it was made."""
        # One answer may not drive out all others.
        if answer.size > self._limit // 8:
            return
        with self._lock:
            if state != self._state:
                return
            if previous := self._answers.pop(key, None):
                self.size -= previous.size
            self._answers[key] = answer
            self.size += answer.size
            while self.size > self._limit:
                _key, oldest = self._answers.popitem(last=False)
                self.size -= oldest.size
