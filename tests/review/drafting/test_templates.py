"""Profiles made from the shipped ones: they work where they are put."""

import pytest

from icp_tui.errors import IcpError
from icp_tui.profile import load_profile
from icp_tui.review.drafting.templates import copy_template, free_name, templates, without_samples


@pytest.mark.parametrize("template", templates(), ids=lambda path: path.stem)
def test_a_copy_is_a_whole_profile_without_the_sample_lists(template, tmp_path):
    made = copy_template(template, tmp_path / "mine.yaml")
    original, copy = load_profile(template), load_profile(made)
    assert original.suppression_files
    assert copy.suppression_files == ()
    assert copy.kill_list.rules == original.kill_list.rules
    assert copy.kill_list.never_kill == original.kill_list.never_kill
    for part in set(type(copy).model_fields) - {"kill_list"}:
        assert repr(getattr(copy, part)) == repr(getattr(original, part))
    # Every comment is still there.
    assert [line for line in template.read_text().splitlines() if line.startswith("#")] == [
        line for line in made.read_text().splitlines() if line.startswith("#")
    ]


def test_the_way_back_is_to_take_the_marks_away(tmp_path):
    made = copy_template(templates()[0], tmp_path / "mine.yaml")
    text = made.read_text()
    assert "  #   - {file: customers.csv, type: customer, because: Existing customer}\n" in text
    back = text.replace("  # suppress:", "  suppress:").replace("  #   - {file:", "    - {file:")
    made.write_text(back)
    assert tmp_path / "customers.csv" in load_profile(made).suppression_files


def test_only_the_entries_become_comments():
    text = """\
kill_list:
  suppress:   # who not

    # two of them
    - file: ../there/a.csv
      type: other
  never_kill: [acme.com]
tiers: []
"""
    assert without_samples(text).splitlines() == [
        "kill_list:",
        "  # To leave companies out, write the names of your own files here and take the # away, from `suppress:` too.",
        "  # A path counts from the folder of this file.",
        "  # suppress:   # who not",
        "",
        "  #   # two of them",
        "  #   - file: a.csv",
        "  #     type: other",
        "  never_kill: [acme.com]",
        "tiers: []",
    ]
    assert without_samples("icp: x\n") == "icp: x\n"


def test_nothing_is_ever_overwritten(tmp_path):
    (tmp_path / "mine.yaml").write_text("precious")
    with pytest.raises(IcpError, match=r"there is such a file already.*mine-2\.yaml"):
        copy_template(templates()[0], tmp_path / "mine.yaml")
    with pytest.raises(IcpError, match="there is such a file already"):
        copy_template(templates()[0], tmp_path / "mine")
    assert (tmp_path / "mine.yaml").read_text() == "precious"
    (tmp_path / "dangling.yaml").symlink_to(tmp_path / "gone")
    with pytest.raises(IcpError, match="there is such a file already"):
        copy_template(templates()[0], tmp_path / "dangling.yaml")


def test_places_that_cannot_be_written_are_said(tmp_path):
    with pytest.raises(IcpError, match="there is no folder"):
        copy_template(templates()[0], tmp_path / "no" / "mine.yaml")
    (tmp_path / "file").write_text("")
    for name in ("file/mine.yaml", "n" * 300 + ".yaml", "nul\0.yaml"):
        with pytest.raises(IcpError, match="cannot be written"):
            copy_template(templates()[0], tmp_path / name)


def test_a_name_gets_its_ending_and_a_free_one_is_found(tmp_path):
    assert copy_template(templates()[0], tmp_path / "q4.2026").name == "q4.2026.yaml"
    assert copy_template(templates()[0], tmp_path / "mine.yml").name == "mine.yml"
    assert free_name(tmp_path) == "my-icp.yaml"
    (tmp_path / "my-icp.yaml").touch()
    (tmp_path / "my-icp-2.yaml").touch()
    assert free_name(tmp_path) == "my-icp-3.yaml"
