"""Headers that name companies by their last word."""

from icp_tui.sources.accounts import load_accounts
from icp_tui.sources.last_words import naming


def keyed(*headers):
    return {header.lower().replace("_", " "): header for header in headers}


def test_the_first_name_and_the_address_of_the_same_words():
    free = keyed("Lab_Name", "Agency_URL", "Lab_URL", "Admin_Name", "Admin_URL")
    assert naming(free) == {"name": "Lab_Name", "website": "Lab_URL"}


def test_a_name_without_an_address():
    assert naming(keyed("Nr", "Dealer name")) == {"name": "Dealer name"}


def test_names_of_people_places_and_things_are_no_companies():
    assert naming(keyed("First Name", "Contact_Name", "City name", "Sample Name", "Name", "URL")) == {}


def test_such_a_list_loads_and_says_what_it_took(tmp_path):
    path = tmp_path / "labs.csv"
    path.write_text("Lab_Name,Lab_URL\nAmes,http://www.ameslab.gov/\nLincoln,https://lincoln.com\n")
    found = load_accounts([path])
    named = found.frame.select("name", "domain").sort("name").rows()
    assert named == [("Ames", "ameslab.gov"), ("Lincoln", "lincoln.com")]
    assert any("Lab_Name is taken for the name of the companies" in doubt for doubt in found.sources[0].doubts)


def test_a_better_header_counts_alone(tmp_path):
    path = tmp_path / "labs.csv"
    path.write_text("Lab_Name,Company\nAmes,Iowa State\n")
    assert load_accounts([path]).frame.get_column("name").to_list() == ["Iowa State"]
