"""Requests of different states at once: each gets the answer of its own state."""

import threading

from catalog.finder.conditions import Length
from catalog.finder.current import Finder
from catalog.finder.filters import Filters
from catalog.finder.index import FinderIndex
from catalog.finder.samples import Maker, shelf_of

FILTERS = Filters((Length("depth_at", (500,)),))


def test_every_request_is_answered_from_its_own_state(session):
    maker = Maker(3, distinct=40, brands=3)
    first = maker.shelf(150)
    entries = list(first.entries)
    for position in range(0, 150, 7):
        entries[position] = maker.entry(position + 1)
    second = shelf_of(entries, maker.pools.brands, version=1)
    expected = {id(shelf): FinderIndex(shelf).query(FILTERS).match for shelf in (first, second)}
    finder, wrong = Finder(250, 24), []

    def ask(shelf):
        for _ in range(20):
            with finder.at(shelf, session) as index:
                if index.query(FILTERS).match != expected[id(shelf)]:
                    wrong.append(shelf.version)

    with finder.at(first, session):
        pass
    threads = [threading.Thread(target=ask, args=(shelf,)) for shelf in (first, second, first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
