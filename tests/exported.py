"""Two quarters of a small list, exported by presets: who is new, who moved, who left."""

from datetime import date
from pathlib import Path

from reviewed import BY_SIZE

from icp_tui.export.preset_choice import choose
from icp_tui.profile import parse_profile
from icp_tui.review.exported import Exports
from icp_tui.review.preset_exports import PresetExport, last_exports, preset_exports, remember
from icp_tui.review.session import Session

YAML = f"""\
icp: Small
version: "1"
{BY_SIZE}tiers:
  - {{name: A, capacity: 2, min_score: 70}}
  - {{name: B, min_score: 70}}
"""
# A: Hooli, Globex; B: Nobody, Acme, Initech.
THEN = """\
Company,Website,Employees,Country,Record ID
Hooli,hooli.com,100,US,101
Globex,globex.com,87,US,102
Nobody,,81,US,
Acme,acme.com,80,US,103
Initech,initech.com,75,US,
Umbrella,umbrella.com,60,US,105
"""
# A: Hooli, Acme; B: Globex (under a new domain), Newco. Nobody and Initech are gone.
NOW = """\
Company,Website,Employees,Country,Record ID
Hooli,hooli.com,100,US,101
Acme,acme.com,95,US,103
Globex,globex.io,87,US,102
Newco,newco.com,80,US,
Umbrella,umbrella.com,60,US,105
"""
PEOPLE = """\
Email,First Name,Title,Company,Website
x@hooli.com,X,CEO,Hooli,hooli.com
g@globex.com,G,CEO,Globex,globex.com
a@acme.com,A,CTO,Acme,acme.com
i@initech.com,I,CTO,Initech,initech.com
n@newco.com,N,CTO,Newco,newco.com
"""
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


def quarter(folder: Path, rows: str, day: date, *, people: bool = False) -> Session:
    """The list of a quarter."""
    (folder / "list.csv").write_text(rows, encoding="utf-8")
    (folder / "people.csv").write_text(PEOPLE, encoding="utf-8")
    profile = parse_profile(YAML, str(folder / "profile.yaml"))
    return Session.load([folder / "list.csv"], profile, day, contacts=[folder / "people.csv"] if people else ())


def memory(folder: Path) -> Exports:
    """The memory of a workspace in `folder`."""
    return Exports.beside(folder / "kept.sqlite", "Small")


def exported(folder: Path, session: Session, *presets: str, only_new: bool = False) -> list[PresetExport]:
    """Plan these presets against what is remembered, and remember them as if they had been written."""
    made = preset_exports(session, choose(presets), last_exports(memory(folder), presets), presets if only_new else ())
    remember(memory(folder), made)
    return made
