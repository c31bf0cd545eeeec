"""Who wants no mail: every way in which a file says so, whichever row or file it is."""

import pytest
from people_files import contacts, on_list

from icp_tui.review.committee import contact_notices


def refused(tmp_path, header, *cells):
    rows = "".join(f'p{place}@acme.com,"{cell}"\n' for place, cell in enumerate(cells))
    found = contacts(tmp_path, f"Email,{header}\n{rows}")
    return found.people["opted_out"].to_list(), found.files[0].notes[:1]


@pytest.mark.parametrize("header", ["Unsubscribe", "unsubscribed", "Opted-out", "Do not contact", "DO_NOT_CONTACT", "HasOptedOutOfEmail", "Email Opt Out"])
def test_flags_dates_and_words_under_a_header_about_opting_out(tmp_path, header):
    told, _ = refused(tmp_path, header, "yes", "TRUE", "1", "2026-03-05", "Unsubscribed", "Opted-Out", "no", "", "0", "FALSE", "n/a", "Subscribed", "Not opted out")
    assert told == [True] * 6 + [False] * 7


def test_what_is_not_understood_counts_as_opted_out_and_is_said(tmp_path):
    told, (note,) = refused(tmp_path, "Unsubscribed", "perhaps", "see notes", "no")
    assert told == [True, True, False]
    assert note == '2 cells under "Unsubscribed" are neither yes nor no ("perhaps", "see notes"): they count as opted out'


@pytest.mark.parametrize(
    ("header", "no_mail", "mail"),
    [("Email Status", "Bounced", "Verified"), ("Lead Status", "Do not contact", "Open"), ("Contact Stage", "Do Not Contact", "Cold"),
     ("Marketing contact status", "Non-marketing contact", "Marketing contact"), ("Email Status", "Invalid", "Guessed"),
     ("Status", "Unsubscribed (2024)", "Not bounced"), ("Contact Status", "opted_out", "Unavailable")],
)  # fmt: skip
def test_words_of_a_status(tmp_path, header, no_mail, mail):
    told, _ = refused(tmp_path, header, no_mail, mail, "")
    assert told == [True, False, False]


def test_several_columns_are_all_heard(tmp_path):
    found = contacts(tmp_path, "Email,Unsubscribed,Do Not Contact,Email Status\na@acme.com,no,yes,\nb@acme.com,no,no,bounced\nc@acme.com,no,no,ok\n")
    assert found.people["opted_out"].to_list() == [True, True, False]


@pytest.mark.parametrize(
    ("header", "cell", "said"),
    [("Opted out of email: Newsletter", "true", True), ("Opted out of email: Newsletter", "false", False), ("GDPR consent", "no", True),
     ("Sequence Stage", "Do not contact", True), ("Sequence Stage", "Cold", False), ("Do Not Call", "yes", False), ("Option", "yes", False)],
)  # fmt: skip
def test_a_column_that_may_say_it_and_is_not_read_is_named(tmp_path, header, cell, said):
    told, _ = refused(tmp_path, header, cell)
    (one,) = contacts(tmp_path, f"Email,{header}\na@acme.com,{cell}\n").files
    assert told == [False]
    assert any(note.startswith(f'"{header}" is not read and may say who wants no mail') for note in one.notes) is said


FULL = "Email,First Name,Last Name,Title,Person Linkedin Url,Email Opt Out\n"
DANA = "dana@acme.com,Dana,Smith,CEO,linkedin.com/in/dana,"


@pytest.mark.parametrize(
    "texts",
    [
        [f"{FULL}{DANA}no\ndana@acme.com,,,,,yes\n"],
        [f"{FULL}dana@acme.com,,,,,yes\n{DANA}\n"],
        [f"{FULL}{DANA}no\n", "E-Mail Address,Do Not Contact\nDANA@acme.com,x\n"],
        [f"{FULL}{DANA}no\n", "LinkedIn URL,Unsubscribed\nhttps://www.linkedin.com/in/Dana/?trk=x,yes\n"],
        # An old address leads to the page, and that to the new one.
        [f"{FULL}{DANA}\n", f"{FULL}ds@acme.com,,,,linkedin.com/in/dana,\nds@acme.com,,,,,yes\n"],
    ],
)
def test_any_row_of_a_person_opts_them_out(tmp_path, texts):
    found = contacts(tmp_path, *texts)
    assert found.people.filter(email="dana@acme.com")["opted_out"].to_list() == [True]


def test_a_file_that_only_opts_out_is_no_wrong_file(tmp_path):
    found = contacts(tmp_path, f"{FULL}{DANA}no\n", "Email,Unsubscribed\ndana@acme.com,yes\neve@gone.com,yes\n", "Email,Unsubscribed\neve@gone.com,yes\n")
    reports = found.reports(on_list("acme.com"))
    assert [one.applied for one in reports] == [0, 1, 0]
    said = contact_notices(reports)
    assert "people1.csv: 1 opt-out applied to people of the other files" in said
    assert "people2.csv: no opt-outs applied: nobody in it works for an account of the list" in said
    assert not [one for one in said if "right file" in one or "Title" in one]
    assert [one.rows for one in reports] == [one.used + one.duplicates + one.unreached + one.unreadable for one in reports]


def test_an_opt_out_under_an_address_that_cannot_be_read_is_said(tmp_path):
    (one,) = contacts(tmp_path, "Email,Full Name,Opt Out\nnot-an-email,Ann Lee,yes\nb@acme.com,Bea,no\n").files
    assert one.notes[0] == "the email address in row 2 cannot be read: nobody there can be written to"
    assert one.notes[1] == "row 2: opted out under an address that cannot be read: mend it, or the opt-out counts in that row only"
    assert "not-an-email" not in " ".join(one.notes)
