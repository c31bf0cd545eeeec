"""What is told when accounts were joined or parted: who moved, from where to where, and why."""

from reviewed import SMALL, opened, rows

from icp_tui.review.rejoined import rejoined_words

ACCOUNTS = """\
Company,Website,Employees,Country,Owner,Account ID
Hooli,hooli.com,100,US,dana,H1
Globex,globex.com,95,US,dana,G1
Acme,acme.com,87,US,lee,A1
Acme,acme.de,80,US,,A2
Umbrella,umbrella.com,75,US,,U1
"""
FILES = """\
kill_list:
  suppress:
    - {file: rivals.csv, type: competitor, because: Competitor}
  rules:
"""


def joined(folder, entries):
    """The list before and after the two Acmes are said to be one; `entries` are those of the suppression file."""
    (folder / "rivals.csv").write_text(f"Company,Website\n{entries}\n", encoding="utf-8")
    with opened(folder, accounts=ACCOUNTS, profile=SMALL.replace("kill_list:\n  rules:\n", FILES)) as review:
        domains = review.session.accounts.frame["domain"].to_list()
        review.settle([(domains.index("acme.com"), domains.index("acme.de"))], same=True)
        yield review
        yield review.rejoined()


# A has two places, B two: Hooli, Globex; Acme (87), Acme (80); Umbrella is nurture.
def test_a_maybe_stays_a_maybe_and_who_comes_in_is_told(tmp_path):
    pair = joined(tmp_path, "Acme,")
    before, after = next(pair), next(pair)
    assert after.scored.buckets()["killed"] == 0
    # The place of the second Acme goes to Umbrella, which has 75 where B asks for 70.
    assert rejoined_words(before, after) == "Umbrella: nurture → B."
    assert len(rows(after, "Acme")) == 1


def test_a_domain_of_the_other_one_kills_and_says_so_with_the_file(tmp_path):
    pair = joined(tmp_path, "Acme,acme.de")
    before, after = next(pair), next(pair)
    assert rejoined_words(before, after) == "Acme: B → killed (Competitor, rivals.csv)."
    # Apart again: the one from the file stays killed, the other comes back.
    after.undo()
    assert rejoined_words(after, after.rejoined()) == "Acme: killed → B."
