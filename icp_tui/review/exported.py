"""What was exported last: the accounts that the files of a preset held, and their tiers. Never a person.

`default.sqlite` has `default.exports/hubspot-companies.parquet`: a row per account and ICP. It is written after
the files are in place, so that a run that is killed between the two offers accounts again and loses none.
"""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile

import polars as pl

from icp_tui.errors import IcpError, visible
from icp_tui.lock import alone

ROWS: dict[str, type[pl.DataType]] = {
    "icp": pl.String, "account_key": pl.String, "tier": pl.String, "rank": pl.Int64, "name": pl.String, "domain": pl.String,
    "website": pl.String, "country": pl.String, "linkedin_url": pl.String, "crm_id": pl.String, "as_of": pl.Date,
}  # fmt: skip
_FOLDER = ".exports"
# States that an export compared with, so that it can be made again.
_EARLIER = "earlier"


@dataclass(frozen=True)
class LastExport:
    """The last export of a preset: `frame` has ROWS, in the order of the list; `sha256` names its file."""

    day: date
    sha256: str
    frame: pl.DataFrame = field(compare=False, repr=False)


@dataclass(frozen=True)
class Exports:
    """The exports of one ICP, in the folder beside its workspace; it need not exist."""

    folder: Path
    icp: str

    @classmethod
    def beside(cls, store: Path, icp: str) -> Exports:
        """Those of the workspace whose file is `store`."""
        return cls(folder_beside(store), icp)

    def last(self, preset: str) -> LastExport | None:
        """The last export of a preset; None where there was none. IcpError when what is known of it cannot be read."""
        return self._read(self._file(preset))

    def then(self, preset: str, sha256: str) -> LastExport | None:
        """The export that another one compared with; None when it is not kept any more."""
        for path in (self._file(preset), self._earlier(preset, sha256)):
            if path.is_file() and _sha256(path) == sha256:
                return self._read(path)
        return None

    def remember(self, preset: str, rows: pl.DataFrame, *, compared: str = "") -> None:
        """Keep what was exported: `rows` have ROWS but icp. OSError when the disk refuses.

        `compared` is the sha256 of the export that this one was compared with.
        """
        path = self._file(preset)
        self.folder.mkdir(parents=True, exist_ok=True)
        with alone(path):
            others = self._others(path)
            earlier = self._earlier(preset, compared)
            if compared and path.is_file() and not earlier.exists() and _sha256(path) == compared:
                earlier.parent.mkdir(exist_ok=True)
                _copied(path, earlier)
            made = rows.with_columns(pl.lit(self.icp).alias("icp")).select(pl.col(name).cast(kind) for name, kind in ROWS.items())
            _write(pl.concat([others, made]), path)

    def _others(self, path: Path) -> pl.DataFrame:
        """What is kept of other ICPs; nothing where the file is damaged."""
        try:
            return _frame(path).filter(pl.col("icp") != self.icp)
        except (OSError, pl.exceptions.PolarsError):
            return pl.DataFrame(schema=ROWS)

    def _read(self, path: Path) -> LastExport | None:
        if not path.is_file():
            return None
        try:
            frame = _frame(path).filter(pl.col("icp") == self.icp)
            sha256 = _sha256(path)
        except (OSError, pl.exceptions.PolarsError) as error:
            said = f"what was exported last cannot be read ({path}): {visible(str(error))[:200]}"
            raise IcpError(said, hint="export everything once more, which writes it anew") from error
        day = frame["as_of"].max()
        return LastExport(day, sha256, frame) if isinstance(day, date) else None

    def _file(self, preset: str) -> Path:
        return self.folder / f"{preset}.parquet"

    def _earlier(self, preset: str, sha256: str) -> Path:
        return self.folder / _EARLIER / f"{preset}-{sha256[:16]}.parquet"


def folder_beside(store: Path) -> Path:
    """Where the exports of the workspace whose file is `store` are remembered: default.exports beside default.sqlite."""
    return store.with_name(f"{store.stem}{_FOLDER}")


def _frame(path: Path) -> pl.DataFrame:
    # Not mapped into memory: the file is replaced while the frame lives.
    return pl.read_parquet(path, memory_map=False).select(pl.col(name).cast(kind) for name, kind in ROWS.items())


def _write(frame: pl.DataFrame, path: Path) -> None:
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.stem}-", delete=False) as temporary:
        unfinished = Path(temporary.name)
    try:
        frame.write_parquet(unfinished)
        unfinished.replace(path)
    except pl.exceptions.PolarsError as error:
        raise OSError(str(error)) from error
    finally:
        unfinished.unlink(missing_ok=True)


def _copied(path: Path, target: Path) -> None:
    beside = target.with_name(f".{target.name}")
    shutil.copy(path, beside)  # with its permissions
    beside.replace(target)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
