"""The form with which a person sets a description right, and the list of what was set right so far."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import cycle
from typing import get_args

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from library.corrections import FIELDS, NotAValue, as_read, correction, entered
from library.errors import LibraryError
from library.library import Library
from library.records import Correction, Kind, Statement
from ui.description import LABELS, read_where, shown, to_check
from ui.text import plain

CHOICES: Mapping[str, tuple[str, ...]] = {
    "kind": get_args(Kind),
    "election_round": ("", "first round", "second round", "repeat"),
    "mission_format": ("", "full", "limited", "assessment", "expert"),
}
DATES = ("election_date", "date")
LINES = ("bodies", "speakers")
"""Fields of several values, written one a line."""
HELP = {
    "bodies": "One a line.",
    "speakers": "One a line: name, then a comma and the role.",
    "language": "Two letters, for example en, ru or fr.",
    "translation_of": "File name of the original.",
    "election_date": "First day of voting.",
}
FIRST, LAST = date(1945, 1, 1), date(2100, 12, 31)
VOICES = "Who says which sentence is decided when the document is read: press “Read it again” below."


def to_be_checked(library: Library, statement: Statement) -> None:
    """What a person should look at, and a way to say that it is right as it stands."""
    doubts = to_check(statement)
    if not doubts:
        return
    named = ", ".join(f"{LABELS[field]} ({reason})" for field, reason in doubts.items())
    st.warning(plain(f"Please check: {named}."), icon=":material/help:")
    st.button(
        "I have checked: it is right as it stands",
        icon=":material/check:",
        on_click=_confirm,
        args=(library, statement, tuple(doubts)),
    )


def correction_form(library: Library, statement: Statement) -> None:
    """All fields as they are, to be set right; what cannot be is said at its field, and then nothing is kept."""
    with st.form(f"correct-{statement.id}", border=False):
        typed: dict[str, str] = {}
        problems: dict[str, DeltaGenerator] = {}
        above = st.container()
        left, right = st.columns(2)
        below = st.container()
        places = cycle((left, right))
        for field in LABELS:
            with above if field == "title" else below if field in LINES else next(places):
                typed[field] = _input(field, statement)
                problems[field] = st.empty()
        note = st.text_input("Why (kept with what you set right)", key=f"note-{statement.id}", max_chars=500)
        pressed = st.form_submit_button("Keep what I set right", icon=":material/edit:", type="primary")
    if not pressed:
        return
    made = _made(statement, typed, note, problems)
    if made is None:
        st.error("Nothing was kept yet: see the fields above that are marked.", icon=":material/error:")
    elif not made:
        st.info("Nothing was changed.", icon=":material/info:")
    elif _keep(library, statement, *made):
        names = ", ".join(LABELS[one.field] for one in made)
        voices = f" {VOICES}" if any(one.field == "speakers" for one in made) else ""
        st.session_state["said"] = f"Set right: {names}.{voices}"
        st.rerun()


def _made(
    statement: Statement, typed: Mapping[str, str], note: str, problems: Mapping[str, DeltaGenerator]
) -> list[Correction] | None:
    """The corrections of what was changed; None where something cannot be the value of its field."""
    made, wrong = [], False
    for field, words in typed.items():
        try:
            one = correction(field, words, note)
        except NotAValue as error:
            problems[field].error(plain(str(error)), icon=":material/error:")
            wrong = True
            continue
        if one.value != FIELDS[field].dump(getattr(statement, field)):
            made.append(one)
    return None if wrong else made


def _input(field: str, statement: Statement) -> str:
    """The widget of a field; what is typed there, as `library.corrections.correction` takes it."""
    now, label, hint = entered(field, statement), LABELS[field], HELP.get(field)
    # With the value in its key, a widget starts anew when the field was changed.
    key = f"{field}-{statement.id}-{now}"
    if field in CHOICES:
        options = CHOICES[field]
        index = options.index(now) if now in options else 0
        return st.selectbox(label, options, index, key=key, help=hint, format_func=lambda o: o or "not said")
    if field in DATES:
        day: date | None = getattr(statement, field)
        first, last = min(FIRST, day or FIRST), max(LAST, day or LAST)
        chosen = st.date_input(label, day, first, last, key=key, help=hint, format="YYYY-MM-DD")
        return chosen.isoformat() if isinstance(chosen, date) else ""
    if field in LINES:
        lines = st.text_area(label, "\n".join(now.split("; ")), key=key, help=hint, height=100)
        return "; ".join(lines.splitlines())
    if field == "fictional":
        return "yes" if st.checkbox("Fictional: the country does not exist", statement.fictional, key=key) else "no"
    return st.text_input(label, now, key=key, help=hint) or ""


def set_right(library: Library, statement: Statement) -> None:
    """What a person set right in this description, each with what was read, and a way back."""
    kept = {one.field: one for one in library.corrections.of(statement.source, statement.id)}
    for field, origin in statement.origins.items():
        if origin.where != "person" or field not in LABELS:
            continue
        read = as_read(statement, field)
        where = read_where(read.origins.get(field))
        was = shown(field, read) or "nothing"
        now = shown(field, statement) or "none"
        same = "confirmed" if was == now else f"read was: {was}"
        facts = [f"{LABELS[field]}: {now}", same + (f" ({where})" if where else ""), "by a person"]
        if one := kept.get(field):
            facts += [f"{one.made_at:%-d %b %Y, %H:%M} UTC" if one.made_at else "", one.note]
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(plain(" · ".join(filter(None, facts))), width="stretch")
            st.button(
                "Undo",
                key=f"undo-{field}-{statement.id}",
                icon=":material/undo:",
                help=plain(f"{LABELS[field]} as it was read"),
                on_click=_undo,
                args=(library, statement, field),
            )


def _confirm(library: Library, statement: Statement, fields: tuple[str, ...]) -> None:
    made = [correction(field, entered(field, statement), "Checked: right as read") for field in fields]
    if _keep(library, statement, *made):
        st.session_state["said"] = "Kept as checked."


def _undo(library: Library, statement: Statement, field: str) -> None:
    try:
        library.uncorrect(statement, field)
        st.session_state["said"] = f"{LABELS[field]} is again as it was read."
    except LibraryError as error:
        st.toast(plain(str(error)), icon=":material/error:", duration="infinite")


def _keep(library: Library, statement: Statement, *made: Correction) -> bool:
    try:
        library.correct(statement, *made)
    except LibraryError as error:
        st.toast(plain(str(error)), icon=":material/error:", duration="infinite")
        return False
    return True
