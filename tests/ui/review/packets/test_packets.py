"""Packets out, opened, written in, handed in, taken in, undone: with mouse and keys in the real windows."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from okrdesk import profile
from okrdesk.review import rounds
from okrdesk.review.packet import read_packet
from okrdesk.review.records import Invitation, Note, Trust
from tests.ui.review.packets.conftest import CTRL, copy_of, notes, state, team


def came_back(path):
    back = read_packet(path.read_bytes()).back
    assert back is not None
    return back


# ---------------------------------------------------------------- the whole way
def test_a_review_goes_out_and_comes_back(facilitator, reviewer, post, choose_folder, qtbot):
    place = facilitator.place
    place.packets.make.trigger()
    row = next(row for row in facilitator.page.rows if row.reading.team.name == "Sales")
    qtbot.mouseClick(row.name, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(row.name, "Tomas Perez")
    facilitator.make(row.make)
    (packet,) = post.folder.iterdir()
    assert packet.name == "Sales - Tomas Perez.okrreview"
    (invitation,) = place.session.workshop.all(Invitation)
    assert (invitation.reviewer, invitation.team) == ("Tomas Perez", team(place, "Sales").id)

    tomas = reviewer(packet)
    tomas.press("That’s me")
    tomas.write_note("Q", "Who counts the calls?")
    tomas.write_note("K", "Nobody may pick up.")
    tomas.open_all()
    tomas.click(tomas.room.top.submit)
    assert f"Hand back this file: {packet}" in tomas.place.banners.texts()[-1]
    back = came_back(packet)
    assert (back.name, back.stage) == ("Tomas Perez", "submitted")
    tomas.place.window.close()

    post.sit("home")
    before = state(place)
    facilitator.drop(packet)
    facilitator.read_through()
    assert "2 new" in facilitator.words and "first time" in facilitator.words
    assert f"Key {back.fingerprint}" in facilitator.words
    facilitator.click(facilitator.page.merge)
    assert notes(place) == ["Nobody may pick up.", "Who counts the calls?"]
    assert "2 notes merged from 1 reviewer." in place.banners.texts()
    facilitator.press("Undo")
    assert state(place) == before


# ---------------------------------------------------------------- making them
def test_all_packets_at_once_are_one_change(facilitator, post, choose_folder):
    facilitator.place.packets.make.trigger()
    page = facilitator.page
    assert not page.all.isEnabled()
    for row, name in zip(page.rows, ("Tomas Perez", "Grace Liu", "Ola Nord"), strict=False):
        row.name.setText(name)
    facilitator.make(page.all)
    assert len(list(post.folder.iterdir())) == 3
    assert facilitator.place.session.desk.history.undo_label == "Invite 3 reviewers"
    facilitator.make(page.all)
    assert len(list(post.folder.iterdir())) == 6  # nothing is written over
    for path in post.folder.iterdir():
        assert read_packet(path.read_bytes()).back is None


def test_without_a_name_the_field_asks_for_it(facilitator, post, choose_folder):
    facilitator.place.packets.make.trigger()
    row = facilitator.page.rows[2]
    facilitator.click(row.make)
    assert row.name.hasFocus() and not list(post.folder.iterdir())


def test_a_folder_that_cannot_be_written_leaves_no_invitation(facilitator, post, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a: str(post.folder / "gone"))
    facilitator.place.packets.make.trigger()
    facilitator.page.rows[0].name.setText("Tomas Perez")
    facilitator.make(facilitator.page.all)
    assert "Cannot write" in facilitator.place.banners.texts()[0]
    assert not facilitator.place.session.workshop.all(Invitation)


def test_names_that_were_typed_are_there_when_the_page_is_shown_again(facilitator, file, qtbot):
    place = facilitator.place
    place.packets.make.trigger()
    for row, name in zip(facilitator.page.rows, ("Tomas Perez", "Grace Liu"), strict=False):
        qtbot.keyClicks(row.name, name)
    facilitator.key(Qt.Key.Key_Escape)
    place.packets.make.trigger()
    page = facilitator.page
    assert [row.reviewer for row in page.rows[:3]] == ["Tomas Perez", "Grace Liu", ""]
    assert page.all.text() == "Make all 2 packets…" and page.all.isEnabled()
    page.rows[0].name.clear()
    facilitator.key(Qt.Key.Key_Escape)
    place.files.new_sample()  # the names are not those of other workshops
    place.packets.make.trigger()
    assert not any(row.reviewer for row in facilitator.page.rows)
    place.files.open(file)
    place.packets.make.trigger()
    assert [row.reviewer for row in facilitator.page.rows[:2]] == ["", "Grace Liu"]


# ---------------------------------------------------------------- reading one
def test_a_packet_shows_the_review_room_and_nothing_else(facilitator, reviewer, post):
    (packet,) = post.sent(facilitator.place, "Tomas Perez")
    tomas = reviewer(packet)
    place = tomas.place
    assert place.rooms.name == "review" and place.inspector.isHidden()
    assert [b.text() for b in place.window.rail._buttons.values() if b.isVisible()] == ["Review"]
    assert not place.actions.menus["card"].menuAction().isVisible()
    drafts = {facts.team for facts in tomas.room.side._others()}
    assert drafts == set(place.session.packet.sent.about)
    for n in (1, 2, 4):
        tomas.key(getattr(Qt.Key, f"Key_{n}"), CTRL)
    assert place.rooms.name == "review"
    allowed = {c.action.text() for c in place.actions.commands if c.action.isEnabled() and c.needs}
    assert not {"Import…", "Export to Excel…", "Plan a round…", "Packets for reviewers…"} & allowed
    assert {"Save now", "Close", "Save packet…", "Submit my review"} <= allowed


def test_the_first_time_the_packet_knows_the_name(facilitator, reviewer, post):
    (packet,) = post.sent(facilitator.place, "Tomas Perez")
    tomas = reviewer(packet)
    assert tomas.place.banners.texts() == [
        "Welcome! What is your name? Every change is recorded with who made it."
    ]
    tomas.press("That’s me")
    me = profile.load()
    assert me and me.name == "Tomas Perez" and tomas.place.session.desk.author == me.author


def test_undo_and_a_change_of_mind(facilitator, reviewer, post):
    (packet,) = post.sent(facilitator.place, "Tomas Perez")
    tomas = reviewer(packet)
    tomas.write_note("N", "Once")
    tomas.place.undo()
    assert not notes(tomas.place)
    tomas.place.redo()
    tomas.open_all()
    tomas.click(tomas.room.top.submit)
    tomas.click(tomas.room.top.reopen)
    tomas.place.window.close()
    back = came_back(packet)
    assert back.stage == "reading" and [s.text for s in back.said if isinstance(s, Note)] == ["Once"]


def test_a_packet_saved_elsewhere_holds_the_same(facilitator, reviewer, post, monkeypatch):
    (packet,) = post.sent(facilitator.place, "Tomas Perez")
    tomas = reviewer(packet)
    tomas.write_note("N", "For the stick")
    target = post.folder / "stick.okrreview"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(target), ""))
    tomas.click(tomas.room.top.packet)
    assert [s.text for s in read_packet(target.read_bytes()).said if isinstance(s, Note)] == ["For the stick"]
    assert tomas.place.session.document.path == packet
    assert "Saved stick.okrreview." in tomas.place.banners.texts()


def test_after_a_kill_the_notes_are_there(facilitator, reviewer, post, monkeypatch):
    (packet,) = post.sent(facilitator.place, "Tomas Perez")
    tomas = reviewer(packet)
    tomas.write_note("N", "Just before")
    session = tomas.place.session
    monkeypatch.setattr(session.packet, "publish", lambda: None)  # as when the process is gone
    session.packet._document._connection.close()
    session.packet._document._lock.release()
    session.packet._document._place.let_go()
    again = reviewer(packet)
    assert notes(again.place) == ["Just before"]
    monkeypatch.setattr(session, "close", lambda: None)


def test_a_damaged_packet_is_refused_in_a_sentence(reviewer, post, qtbot):
    post.sit("tomas")
    profile.save("Tomas Perez")
    path = post.folder / "cut.okrreview"
    path.write_bytes(b'{"back":null,"form":"okrreview"')
    tomas = reviewer(path)
    assert tomas.place.session is None
    assert any(text.startswith("cut.okrreview: This packet") for text in tomas.place.banners.texts())


def test_a_packet_stands_among_the_recents_and_opens_by_itself(facilitator, reviewer, post):
    (packet,) = post.sent(facilitator.place, "Tomas Perez")
    tomas = reviewer(packet)
    settings = tomas.place.settings
    assert settings.recents[0].path == str(packet)
    tomas.place.files.close()
    tomas.place.files.begin(None)
    assert tomas.place.session.packet is not None
    tomas.place.commands.recents.aboutToShow.emit()
    assert tomas.place.commands.recents.actions()[0].text().startswith("Tomas Perez.okrreview")


# ---------------------------------------------------------------- somebody else's
def test_somebody_elses_review_is_read_and_merged(facilitator, post, file, monkeypatch):
    place = facilitator.place
    (packet,) = post.sent(place, "Grace Liu")
    post.answered(packet, "Grace Liu", "Too late")
    place.files.close()
    place.files.open(packet)
    assert place.session.packet.read_only
    assert any("Grace Liu wrote this review" in text for text in place.banners.texts())
    assert not facilitator.room.top.submit.isVisible()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(file), ""))
    facilitator.press("Merge it…")
    facilitator.read_through()
    facilitator.click(facilitator.page.merge)
    assert notes(place) == ["Too late"]


def test_a_packet_of_another_workshop_is_opened_in_its_place(facilitator, post, tmp_path):
    place = facilitator.place
    (packet,) = post.sent(place, "Ana Cruz")
    place.files.new_sample()
    facilitator.drop(packet)
    assert place.session.packet is not None and place.session.document.path == packet


def test_what_others_submitted_in_the_round_is_seen_in_a_packet(facilitator, reviewer, post):
    place = facilitator.place
    desk = place.session.desk
    pairs = rounds.plan(desk.workshop)
    desk.do(rounds.start_round(desk.workshop, pairs, "Morning", datetime.now(UTC), 45, False))
    (graces,) = post.sent(place, "Grace Liu")
    post.answered(graces, "Grace Liu", "Grace asks")
    facilitator.drop(graces)
    facilitator.read_through()
    facilitator.click(facilitator.page.merge)
    tomas = reviewer(*post.sent(place, "Tomas Perez"))
    tomas.settle()
    (shown,) = tomas.room.review.threads()
    assert tomas.room.margin.strip.made[shown.note.id].accessibleName().endswith(": Grace asks, open")
    assert tomas.room.margin.head.counts.text() == "open 1 · settled 0"


# ---------------------------------------------------------------- taking in
def test_among_good_packets_one_is_refused(facilitator, post):
    place = facilitator.place
    paths = post.sent(place, "Tomas", "Grace")
    for path, name in zip(paths, ("Tomas", "Grace"), strict=True):
        post.answered(path, name, f"By {name}")
    broken = post.folder / "broken.okrreview"
    broken.write_bytes(paths[0].read_bytes()[:-90])
    unread = post.sent(place, "Ola")[0]
    assert facilitator.drop(*paths, broken, unread) == "Drop to take in 4 reviews"
    facilitator.read_through()
    assert "2 new · 2 files refused" in facilitator.words
    assert {"broken.okrreview", "Ola.okrreview"} <= set(facilitator.words)
    assert any("cut off or damaged" in text for text in facilitator.words)
    assert any("Nobody has written anything" in text for text in facilitator.words)
    facilitator.click(facilitator.page.merge)
    assert notes(place) == ["By Grace", "By Tomas"]


def test_what_is_here_already_is_said(facilitator, post):
    place = facilitator.place
    (packet,) = post.sent(place, "Tomas")
    post.answered(packet, "Tomas", "One")
    place.packets.take_in([packet])
    facilitator.read_through()
    facilitator.click(facilitator.page.merge)
    place.packets.take_in([packet])
    facilitator.read_through()
    assert "1 already here" in facilitator.words and "same as before" in facilitator.words
    assert not facilitator.page.merge.isEnabled()
    post.answered(packet, "Tomas", "Two")
    place.packets.take_in([packet])
    facilitator.read_through()
    assert "1 new · 1 already here" in facilitator.words


def test_a_second_key_is_asked_about_once(facilitator, post):
    place = facilitator.place
    (packet,) = post.sent(place, "Tomas")
    second = copy_of(packet, "second.okrreview")
    post.answered(packet, "Tomas", "One")
    place.packets.take_in([packet])
    facilitator.read_through()
    facilitator.click(facilitator.page.merge)
    post.answered(second, "Tomas", "Two", home="laptop")
    place.packets.take_in([second])
    facilitator.read_through()
    (row,) = facilitator.page.rows
    assert "second key" in facilitator.words
    facilitator.click(row.yes)
    assert row.trust.currentText() == "known" and not row.question.isVisible()
    facilitator.click(facilitator.page.merge)
    assert notes(place) == ["One", "Two"]


def test_two_keys_that_come_at_once_are_asked_about_once_and_the_other_is_named(facilitator, post):
    place = facilitator.place
    (packet,) = post.sent(place, "Tomas")
    second = copy_of(packet, "second.okrreview")
    post.answered(packet, "Tomas", "One")
    post.answered(second, "Mallory", "Two", home="laptop")
    place.packets.take_in([packet, second])
    facilitator.read_through()
    mallory, tomas = facilitator.page.rows
    assert mallory.question.isVisible() and not tomas.question.isVisible()
    asked = "This is a second key on the invitation that Tomas answered. Is it the same person?"
    assert asked in facilitator.words
    facilitator.click(mallory.no)
    assert mallory.trust.currentText() == "doubted" and tomas.trust.currentText() == "no mark"
    assert not mallory.question.isVisible()


def test_a_mark_is_set_beside_the_name(facilitator, post, qtbot):
    place = facilitator.place
    (packet,) = post.sent(place, "Tomas")
    post.answered(packet, "Tomas", "One")
    place.packets.take_in([packet])
    facilitator.read_through()
    (row,) = facilitator.page.rows
    row.trust.setFocus()
    facilitator.key(Qt.Key.Key_End)
    (trust,) = place.session.workshop.all(Trust)
    assert row.trust.currentText() == trust.mark == "doubted" and facilitator.page.merge.isEnabled()


def test_edits_meanwhile_are_taken_into_account(facilitator, post):
    from tests.acting import rename

    place = facilitator.place
    (packet,) = post.sent(place, "Tomas")
    post.answered(packet, "Tomas", "One")
    place.packets.take_in([packet])
    facilitator.read_through()
    rename(place, "SAL-1", "Said anew")
    facilitator.qtbot.waitUntil(facilitator.page.merge.isEnabled)
    facilitator.click(facilitator.page.merge)
    place.undo()
    place.undo()
    assert not notes(place)


def test_fifty_packets_are_dropped(facilitator, post):
    place = facilitator.place
    (packet,) = post.sent(place, "Reviewer")
    paths = [copy_of(packet, f"p{n:02}.okrreview") for n in range(50)]
    for n, path in enumerate(paths[:4]):
        post.answered(path, f"Reviewer {n}", *(f"{n}: {k}" for k in range(5)))
    for n, path in enumerate(paths[4:], 4):
        path.write_bytes(paths[n % 4].read_bytes())
    before = state(place)
    assert facilitator.drop(*paths) == "Drop to take in 50 reviews"
    assert not facilitator.page.merge.isEnabled()
    facilitator.read_through()
    assert len(facilitator.page.rows) == 4
    facilitator.click(facilitator.page.merge)
    assert len(notes(place)) == 20
    assert "20 notes merged from 4 reviewers." in place.banners.texts()
    place.undo()
    assert state(place) == before


def test_the_mark_stands_behind_the_name_in_the_margin(facilitator, post):
    place = facilitator.place
    (packet,) = post.sent(place, "Tomas")
    post.answered(packet, "Tomas", "One")
    place.packets.take_in([packet])
    facilitator.read_through()
    (row,) = facilitator.page.rows
    row.trust.setFocus()
    facilitator.key(Qt.Key.Key_Down)
    facilitator.click(facilitator.page.merge)
    (note,) = place.session.workshop.all(Note)
    place.rooms.enter("review")
    facilitator.room.open_draft(note.about)
    facilitator.settle()
    card = facilitator.room.margin.strip.made[note.id]
    tips = [w.toolTip() for w in card.findChildren(QWidget)]
    assert any(t.startswith("Key ") and t.endswith("known to the facilitator") for t in tips)


def test_nothing_is_imported_into_a_packet(facilitator, reviewer, post):
    (packet,) = post.sent(facilitator.place, "Tomas Perez")
    tomas = reviewer(packet)
    sheet = post.folder / "okrs.csv"
    sheet.write_text("Objective,Team\nSell more,Sales\n")
    assert tomas.drop(sheet) == "Drop to import from okrs.csv"
    assert any("Open a workshop to import into" in text for text in tomas.place.banners.texts())
    tomas.settle()
    assert tomas.place.importing.preview is None


def test_the_first_time_anothers_review_does_not_lend_its_name(facilitator, reviewer, post):
    (packet,) = post.sent(facilitator.place, "Grace Liu")
    post.answered(packet, "Grace Liu", "Mine")
    tomas = reviewer(packet, "somebody")
    me = profile.load()
    assert me and me.name != "Grace Liu" and tomas.place.session.packet.read_only
