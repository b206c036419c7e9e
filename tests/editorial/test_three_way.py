"""Three texts of one thing, and what differs between two."""

from hypothesis import given
from hypothesis import strategies as st

from catalog.editorial.field_diff import GONE, KEPT, NEW, differences
from catalog.editorial.three_way import chosen, merge

VALUES = st.sampled_from(["", "a", "b", "c", ["a"], [], True, False])
NAMES = ["title", "text", "rows"]
FIELDS = st.fixed_dictionaries(dict.fromkeys(NAMES, VALUES))


@given(FIELDS, FIELDS, FIELDS)
def test_what_one_of_them_changed_is_followed_and_what_both_did_is_asked(base, mine, theirs):
    def is_same(one, other):
        return (one or "") == (other or "") if not (one and other) else one == other

    found = merge(base, mine, theirs)
    asked = {choice.name for choice in found.choices}
    for name in NAMES:
        i_did, they_did = not is_same(base[name], mine[name]), not is_same(base[name], theirs[name])
        assert (name in asked) == (i_did and they_did and not is_same(mine[name], theirs[name]))
        if i_did and not they_did:
            assert found.fields[name] == mine[name]
        elif they_did and not i_did:
            assert found.fields[name] == theirs[name]
    everything = chosen(found, dict.fromkeys(asked, "theirs"))
    assert all(everything[name] == theirs[name] for name in asked)
    assert chosen(found, {}) == found.fields


def test_a_field_that_was_not_there_before_is_no_conflict():
    assert merge({}, {"new": ""}, {}).choices == ()
    assert merge({}, {"new": "a"}, {}).fields == {"new": "a"}


TEXT = st.text(alphabet="ab \n", max_size=40)


@given(TEXT, TEXT)
def test_without_what_is_new_a_diff_is_the_old_text_and_without_what_is_gone_the_new(old, new):
    found = differences({"text": old}, {"text": new}, {"text": "Text"})
    if old == new:
        assert found == ()
        return
    (diff,) = found

    def kept(how):
        lines = ["".join(p.words for p in line if p.how in (KEPT, how)) for line in diff.lines if line]
        return [line for line in lines if line]

    # Lines of the context that are left out are in both, so what remains must be lines of the text, in order.
    for how, text in ((GONE, old), (NEW, new)):
        lines = iter(line for line in text.split("\n") if line)
        assert all(any(line == other for other in lines) for line in kept(how))
    changed = {p.how for line in diff.lines for p in line}
    assert changed & {GONE, NEW} or old.strip("\n") == new.strip("\n")


def test_rows_are_told_as_lines_and_a_huge_paragraph_is_bounded():
    (diff,) = differences(
        {"pros": [{"words": "quiet", "spec": ""}]},
        {"pros": [{"words": "quiet", "spec": "noise"}]},
        {"pros": "Pros"},
    )
    assert "".join(p.words for p in diff.lines[0] if p.how != GONE) == "words: quiet; spec: noise"
    long = " ".join(str(number) for number in range(20_000))
    (diff,) = differences({"text": long}, {"text": long + " more"}, {})
    assert [p.how for p in diff.lines[0]] == [GONE, NEW]


def test_rows_that_say_the_same_do_not_differ_however_they_were_written_down():
    was = [{"key": "0", "says": "2 mm", "source": "shop", "origin": "file/1"}, {"key": "1", "says": "180 g"}]
    now = [
        {"key": "0", "origin": "file/1", "source": "shop", "says": "2 mm"},
        {"key": "new-0", "says": "190 g"},
    ]
    (diff,) = differences({"rows": was}, {"rows": now}, {"rows": "Rows"})
    lines = ["".join(f"{p.how}:{p.words}|" for p in line) for line in diff.lines]
    assert lines[0] in ("kept:source: shop; says: 2 mm|", "kept:says: 2 mm; source: shop|")
    assert lines[1] == "kept:says: |gone:180|new:190|kept: g|"
    assert differences({"rows": was[:1]}, {"rows": now[:1]}, {}) == ()
