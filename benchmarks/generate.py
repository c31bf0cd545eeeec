"""Make account files for the benchmarks: seeded, messy in the ways that real exports are, any size.

    python benchmarks/generate.py FOLDER --rows 1000000

writes FOLDER/accounts.csv (25 text columns under an Apollo export's headers), FOLDER/suppress.csv
(200,000 domains, which hit about 2 % of the accounts up to 10M rows) and FOLDER/profile.yaml.
A row depends on its number and the seed alone, so a smaller file is the head of a larger one, and
memory does not grow with the rows.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl
import words

PART = 100_000
SUPPRESSED = 200_000
HIT_EVERY = 50
STEM_SPACE = 1 << 24
AS_OF = pl.date(2026, 11, 21)

Draw = Callable[[int], pl.Series]


def draws(number: pl.Series, seed: int) -> Draw:
    """A function from a column's salt to one pseudo-random UInt64 per row (SplitMix64 of the row number)."""

    def draw(salt: int) -> pl.Series:
        start = ((salt + 1) * 0x9E3779B97F4A7C15 + seed * 0xD1342543DE82EF95) % (1 << 64)
        mixed = number + pl.Series([start], dtype=pl.UInt64)
        mixed = (mixed ^ (mixed // (1 << 30))) * 0xBF58476D1CE4E5B9
        mixed = (mixed ^ (mixed // (1 << 27))) * 0x94D049BB133111EB
        return mixed ^ (mixed // (1 << 31))

    return draw


def pick(values: Sequence[str], drawn: pl.Series) -> pl.Series:
    """One of the values for each draw; a value listed twice comes twice as often."""
    return pl.Series(values, dtype=pl.String).gather(drawn % len(values))


def either(share: float, drawn: pl.Series, this: pl.Series | None, other: pl.Series) -> pl.Series:
    """`this` (or null) where the draw falls in the share, else `other`."""
    missing = pl.Series([None], dtype=other.dtype)
    return (this if this is not None else missing).zip_with(drawn % 10_000 < int(share * 10_000), other)


def stem(identity: pl.Series) -> pl.Series:
    """Eight lower-case letters, different for every identity under 2**24."""
    code = (identity * 0x9E3779B1) % STEM_SPACE
    digits = [(code // 64**place) % 64 for place in range(4)]
    return pl.select(pl.concat_str([pick(words.SYLLABLES, digit) for digit in digits])).to_series()


def joined(*parts: pl.Series | str) -> pl.Series:
    """The parts of each row put together; null where one is null."""
    texts = [pl.lit(part) for part in parts]
    return pl.select(pl.concat_str(texts)).to_series()


def listed(values: Sequence[str], draw: Draw, salt: int, most: int) -> pl.Series:
    """A comma-separated list of one to `most` values per row."""
    count = draw(salt) % most + 1
    items = [
        either(0, count, None, pick(values, draw(salt + 1 + slot))).zip_with(
            count > slot, pl.Series([None], dtype=pl.String)
        )
        for slot in range(most)
    ]
    return pl.select(pl.concat_str(items, separator=", ", ignore_nulls=True)).to_series()


def domain(identity: pl.Series, seed: int) -> pl.Series:
    """The registrable domain of an identity."""
    return joined(stem(identity), pick(words.SUFFIXES, draws(identity, seed)(900)))


def name(identity: pl.Series, seed: int) -> pl.Series:
    """A company name; two in a hundred are not ASCII."""
    draw = draws(identity, seed)
    first = stem(identity).str.to_titlecase()
    plain = joined(first, " ", pick(words.NAME_WORDS, draw(901)), pick(words.LEGAL, draw(902)))
    pattern = pick(words.NON_ASCII, draw(903))
    foreign = pl.select(pl.lit(pattern).str.replace("{}", pl.lit(first), literal=True)).to_series()
    return either(0.02, draw(904), foreign, plain)


def website(identity: pl.Series, draw: Draw, seed: int) -> pl.Series:
    """The domain as people paste it; a few rows hold a social page, a tenant host, dirt or nothing."""
    bare = domain(identity, seed)
    cased = either(0.06, draw(10), bare.str.to_uppercase(), bare)
    sub = pick(("", "www.", "www.", "www.", "www.", "www.", "", "", "Www.", "go."), draw(11))
    scheme = pick(("http://",) * 5 + ("https://",) * 3 + ("",) * 2, draw(12))
    path = pick(("",) * 8 + ("/",) * 3 + ("/about", "/en/index.html?utm=1", ":443/", " "), draw(13))
    site = joined(scheme, sub, cased, path)
    tenant = joined("https://", stem(identity), pick(words.TENANT_HOSTS, draw(14)))
    dirt = either(0.6, draw(15), None, pick(words.HOSTILE_SITES, draw(16)))
    return either(0.03, draw(18), dirt, either(0.003, draw(17), tenant, site))


def employees(draw: Draw) -> pl.Series:
    """Head counts: plain, with thousands separators, as bands in several spellings, or missing."""
    size = (draw(20) % 100_000 / 100_000.0 * 9.6).exp().cast(pl.Int64) + 1
    plain = size.cast(pl.String)
    commas = plain.str.replace(r"^(\d+)(\d{3})$", "$1,$2")
    text = either(0.15, draw(21), commas, plain)
    text = either(0.2, draw(22), pick(words.EMPLOYEE_BANDS, draw(23)), text)
    return either(0.05, draw(24), None, text)


def revenue(draw: Draw) -> pl.Series:
    """Annual revenue: whole units, with suffixes and currency signs, as ranges, or missing."""
    thousands = (draw(30) % 100_000 / 100_000.0 * 12.0).exp().cast(pl.Int64) + 100
    plain = (thousands * 1000).cast(pl.String)
    millions = joined("$", ((thousands / 100.0).round() / 10.0).round(1).cast(pl.String), "M")
    text = either(0.25, draw(31), millions, plain)
    text = either(0.15, draw(32), pick(words.REVENUE_BANDS, draw(33)), text)
    return either(0.12, draw(34), None, text)


def funding_date(draw: Draw) -> pl.Series:
    """When money was last raised, as an ISO date; half of the rows have none, a few lie in the future."""
    days = (draw(40) % 1_500).cast(pl.Int64) - 3
    dates = pl.select((AS_OF - pl.duration(days=pl.lit(days))).dt.to_string("%Y-%m-%d")).to_series()
    return either(0.5, draw(41), None, dates)


def description(draw: Draw) -> pl.Series:
    """About sixty characters with commas and quotes; one in a thousand holds a line break."""
    what = pick(words.OBJECTS, draw(52))
    text = joined(
        "Company that ", pick(words.VERBS, draw(50)), " ", pick(words.QUALITIES, draw(51)), " ", what,
        " for ", pick(words.AUDIENCES, draw(53)), ".",
    )  # fmt: skip
    broken = joined(text, "\nSince ", (draw(54) % 60 + 1960).cast(pl.String))
    return either(0.04, draw(56), None, either(0.001, draw(55), broken, text))


def accounts(start: int, stop: int, seed: int = 1) -> pl.DataFrame:
    """Rows start to stop (from 0) of the account file: 25 String columns.

    One row in a hundred repeats an account of up to 97 rows earlier: same name, website stem and
    id, other values drawn anew.
    """
    number = pl.int_range(start, stop, dtype=pl.UInt64, eager=True)
    draw = draws(number, seed)
    twin = (draw(1) % 100 == 0) & (number >= 100)
    identity = (number - (draw(2) % 97 + 1)).zip_with(twin, number)
    country = either(0.15, draw(60), pick(words.RARE_COUNTRIES, draw(61)), pick(words.COUNTRIES, draw(62)))
    parent = name((number - (draw(70) % 97)).zip_with(number >= 100, number), seed)
    amount = (draw(71) % 4_000 * 25_000 + 100_000).cast(pl.String)
    raised = funding_date(draw)
    unfunded = raised.is_null()
    nothing = pl.Series([None], dtype=pl.String)
    score = (draw(72) % 1_001 / 10.0).round(1).cast(pl.String)
    return pl.DataFrame({
        "Company Name": name(identity, seed),
        "Account Stage": pick(words.STAGES, draw(73)),
        "Industry": either(0.03, draw(74), None, pick(words.INDUSTRIES, draw(75))),
        "Account Owner": either(0.05, draw(76), None, pick(words.OWNERS, draw(77))),
        "Website": website(identity, draw, seed),
        "Company Linkedin Url": either(
            0.1, draw(78), None, joined("http://www.linkedin.com/company/", stem(identity))
        ),
        "Company City": pick(words.CITIES, draw(79)),
        "Company State": either(0.2, draw(80), None, pick(words.STATES, draw(81))),
        "Company Country": either(0.03, draw(82), None, country),
        "Company Postal Code": (draw(83) % 100_000).cast(pl.String).str.zfill(5),
        "Keywords": either(0.08, draw(84), None, listed(words.KEYWORDS, draw, 100, 5)),
        "Technologies": either(0.1, draw(85), None, listed(words.TECHNOLOGIES, draw, 110, 8)),
        "Total Funding": nothing.zip_with(unfunded, amount),
        "Latest Funding": nothing.zip_with(unfunded, pick(words.FUNDING_STAGES, draw(86))),
        "Latest Funding Amount": nothing.zip_with(unfunded, amount),
        "Last Raised At": raised,
        "Annual Revenue": revenue(draw),
        "SIC Codes": (draw(87) % 9_000 + 100).cast(pl.String).str.zfill(4),
        "Short Description": description(draw),
        "Founded Year": either(0.1, draw(88), None, (draw(89) % 75 + 1950).cast(pl.String)),
        "Subsidiary of": either(0.95, draw(90), None, parent),
        "Primary Intent Topic": either(0.4, draw(91), None, pick(words.TOPICS, draw(92))),
        "Primary Intent Score": either(0.4, draw(91), None, score),
        "Apollo Account Id": identity.cast(pl.String).str.zfill(10),
        "# Employees": employees(draw),
    })  # fmt: skip


def suppression(rows: int, seed: int = 1) -> pl.DataFrame:
    """200,000 suppressed domains; those of every fiftieth account of a file of that many rows are among them."""
    hits = pl.int_range(7, rows, HIT_EVERY, dtype=pl.UInt64, eager=True).head(SUPPRESSED)
    strangers = pl.int_range(STEM_SPACE - SUPPRESSED, STEM_SPACE, dtype=pl.UInt64, eager=True)
    identity = pl.concat([hits, strangers]).head(SUPPRESSED)
    return pl.DataFrame({"Domain": domain(identity, seed)})


def write(folder: Path, rows: int, seed: int = 1) -> Path:
    """Write the account, suppression and profile files of one size into the folder; the path of the accounts."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / "accounts.csv"
    unfinished = folder / "accounts.part"
    with unfinished.open("wb") as file:
        for start in range(0, rows, PART):
            part = accounts(start, min(start + PART, rows), seed)
            part.write_csv(file, include_header=start == 0)
    suppression(rows, seed).write_csv(folder / "suppress.csv")
    shutil.copyfile(Path(__file__).with_name("profile.yaml"), folder / "profile.yaml")
    return unfinished.replace(target)


def main() -> None:
    """Command line: the folder, the rows and the seed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write(options.folder, options.rows, options.seed)


if __name__ == "__main__":
    main()
