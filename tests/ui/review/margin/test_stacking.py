"""Where the cards of the margin stand: the current one beside its words, none where nobody can scroll."""

from ui.review.margin.stacking import stack


def test_the_current_note_stands_beside_its_words():
    assert stack([100, 110, 120], [50, 50, 50], 10, 2, lowest=500) == [0 + 10, 0 + 70, 130]
    assert stack([300, 310, 320], [50, 50, 50], 10, 1, lowest=500) == [250, 310, 370]


def test_without_room_above_the_others_push_it_down():
    """Two notes on the first line of a draft: the first stood above the top of the margin."""
    assert stack([40, 40], [80, 100], 10, 1, lowest=500) == [10, 100]


def test_it_is_never_pushed_out_of_view():
    tops = stack([40] * 9, [100] * 9, 10, 8, lowest=500)
    assert tops[8] == 500 and tops[7] == 390 and tops[0] < 0


def test_what_stands_far_down_is_beside_its_words_whoever_is_above():
    assert stack([900, 900, 900], [50, 50, 50], 10, 2, lowest=500) == [780, 840, 900]
