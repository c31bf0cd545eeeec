"""Signals and standard input from the command line."""

import json

from runs import ACCOUNTS, PROFILE, code, icp, inputs

SIGNALS = """\
Company Name,Domain,Topic,Surge Score,Date
Acme,acme.com,CRM,71,2026-11-01
Acme,acme.com,Sales coaching,90,2026-10-01
Nobody,nobody.com,CRM,99,2026-11-01
"""


def test_signals_add_to_the_accounts_that_are_there(tmp_path, capsys):
    source, profile = inputs(tmp_path, ACCOUNTS, PROFILE)
    signals = tmp_path / "intent.csv"
    signals.write_text(SIGNALS, encoding="utf-8")
    assert code("build", source, "-p", profile, "-o", tmp_path / "list", "--signals", signals, "--as-of", "2026-11-21") == 0
    assert "intent.csv: 2 of 3 rows reach 1 account" in " ".join(capsys.readouterr().out.split())
    made = json.loads((tmp_path / "list" / "receipt.json").read_text("utf-8"))
    (one,) = made["signals"]
    assert (one["path"], one["rows"], one["matched"]) == (str(signals), 3, 2)
    # Signals bring no accounts and no duplicates.
    assert made["rows"] == {"in": 6, "rejected": 0, "duplicates": 0, "accounts": 6}
    header, *rows = (tmp_path / "list" / "tier_a.csv").read_text("utf-8").splitlines()
    acme = dict(zip(header.split(","), next(row for row in rows if "acme.com" in row).split(","), strict=False))
    assert acme["intent_score"] in {"90", "90.0"}


def test_without_signals_the_receipt_says_nothing_of_them(tmp_path):
    source, profile = inputs(tmp_path, ACCOUNTS, PROFILE)
    assert code("build", source, "-p", profile, "-o", tmp_path / "list", "-q") == 0
    assert "signals" not in json.loads((tmp_path / "list" / "receipt.json").read_text("utf-8"))


def test_a_list_comes_from_standard_input(tmp_path):
    source, profile = inputs(tmp_path, ACCOUNTS, PROFILE)
    options = ("-p", profile, "-q", "--as-of", "2026-11-21")
    assert icp("build", "-", *options, "-o", tmp_path / "piped", input=source.read_text("utf-8")).returncode == 0
    assert icp("build", source, *options, "-o", tmp_path / "named").returncode == 0
    piped, named = (
        json.loads((tmp_path / name / "receipt.json").read_text("utf-8")) for name in ("piped", "named")
    )
    assert piped["sources"][0]["path"] == "-"
    assert piped["rows"] == named["rows"]
    assert piped["buckets"] == named["buckets"]
    assert piped["sources"][0]["sha256"] == named["sources"][0]["sha256"]
