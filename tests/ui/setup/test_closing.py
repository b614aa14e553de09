"""Closing the window while people are typed and not yet added."""

import pytest
from PySide6.QtWidgets import QPushButton

from okrdesk.store.document import open_document

NEW = {"Ada Quist", "Bo Ferrant"}
ASKED = "In the set-up, 2 people are typed and not yet added."


@pytest.fixture
def page(setup):
    """The people, with two typed whom nobody added."""
    page = setup.section("people")
    setup.go_into(page.new)
    page.new.insertPlainText("Ada Quist, Account lead, Sales\nBo Ferrant")
    return page


def answer(setup, title):
    buttons = setup.place.banners.findChildren(QPushButton)
    setup.click(next(button for button in buttons if button.text() == title))


def names_in(file, author):
    document = open_document(file, author, read_only=True)
    names = {person.name for person in document.workshop.people()}
    document.close()
    return names


def test_closing_asks_first_from_any_room(setup, page):
    setup.place.rooms.enter("board")
    assert not setup.place.window.close()
    assert setup.place.window.isVisible()
    assert setup.place.banners.texts() == [ASKED]


def test_they_are_added_and_the_window_closes(setup, page, file):
    author = setup.place.author()
    setup.place.window.close()
    answer(setup, "Add them and close")
    assert not setup.place.window.isVisible()
    assert names_in(file, author) >= NEW


def test_the_window_closes_without_them(setup, page, file):
    author = setup.place.author()
    setup.place.window.close()
    answer(setup, "Close without them")
    assert not setup.place.window.isVisible()
    assert not names_in(file, author) & NEW


def test_a_list_is_asked_about_in_another_size_of_text_too(setup, page):
    setup.section("teams")
    setup.place.choose_text_size(125)
    assert not setup.place.window.close()
    assert setup.place.banners.texts() == [ASKED]


def test_the_question_goes_when_they_are_added_by_hand(setup, page):
    setup.place.window.close()
    setup.click(page.add)
    assert setup.place.banners.texts() == []
    assert setup.place.window.close()


def test_who_is_there_already_is_nothing_to_ask_about(setup, page):
    page.new.setPlainText("Signe Holm")
    assert setup.place.window.close()
