"""What lists of people call their columns: `people.yaml`, or the user's own of that name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from icp_tui.errors import did_you_mean
from icp_tui.sources.dialect import compared
from icp_tui.sources.seniority import LADDER
from icp_tui.vocab.files import kept, user_folder
from icp_tui.yaml_io import Fault, Listed, Part, Text, load

_SHIPPED = Path(__file__).with_name("people.yaml")
FIELDS = (
    "email", "first_name", "last_name", "full_name", "job_title", "seniority", "department", "phone", "contact_linkedin_url",
    "contact_city", "contact_state", "contact_country", "opted_out", "mail_status", "company", "website",
)  # fmt: skip

OPT_OUT = ("opted_out", "mail_status")
"""Of these, the columns that say who wants no mail."""


class PeopleHeaders(Part):
    """The headers of lists of people, and how seniority is spelled."""

    headers: Mapping[str, Listed[Text]]
    """Column of a person -> the headers that feed it, the most trusted first."""
    no_mail: Listed[Text] = ()
    """Words of a status that ask for no mail."""
    mail: Listed[Text] = ()
    """Cells under a header about opting out that say that mail may be sent."""
    seniority: Mapping[str, Listed[Text]]
    """Step of the ladder -> how cells of a seniority column spell it."""
    titles: Mapping[str, Listed[Text]]
    """Step of the ladder -> words of job titles that tell it, in the order in which they count."""

    def faults(self) -> Iterable[Fault]:
        """Columns that a person has not, and steps that the ladder has not."""
        for key, known in (("headers", FIELDS), ("seniority", LADDER), ("titles", LADDER)):
            for name in getattr(self, key):
                if name not in known:
                    yield Fault((key, name), f"{name} is not known here", did_you_mean(name, known) or f"known: {', '.join(known)}")

    def feeds(self, headers: Sequence[str]) -> dict[str, list[str]]:
        """Column of a person -> the headers of a file that feed it, the most trusted first; a header feeds one column."""
        free = {compared(header): header for header in reversed(headers)}
        found: dict[str, list[str]] = {}
        for field in FIELDS:
            for wanted in dict.fromkeys(map(compared, self.headers.get(field, ()))):
                if wanted in free:
                    found.setdefault(field, []).append(free.pop(wanted))
        return found


@kept
def people_headers() -> PeopleHeaders:
    """The headers in force; IcpError with every problem of the user's own file.

    What the own file does not say about opting out stays as shipped: nobody is written to for want of a header.
    """
    own, shipped = user_folder().parent / "people.yaml", load(_SHIPPED, PeopleHeaders)
    if not own.is_file():
        return shipped
    said = load(own, PeopleHeaders)
    told = {name: shipped.headers[name] for name in OPT_OUT if name in shipped.headers}
    return said.model_copy(
        update={"headers": told | dict(said.headers), "no_mail": said.no_mail or shipped.no_mail, "mail": said.mail or shipped.mail}
    )
