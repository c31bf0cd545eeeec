"""Encodings beyond the western ones, told by the letters themselves."""

from __future__ import annotations

import pytest

from icp_tui.sources.csv_file import read_csv_file
from icp_tui.sources.encoding import decode

TEXTS = {
    "cp1251": "Компания,Город\nГазпром нефть,Москва\nЯндекс,Санкт-Петербург\nСбербанк,Москва\n",
    "koi8-r": "Компания,Город\nГазпром нефть,Москва\nЯндекс,Санкт-Петербург\nСбербанк,Москва\n",
    "iso8859-7": "Εταιρεία,Πόλη\nΕθνική Τράπεζα,Αθήνα\nΟργανισμός Λιμένος,Πειραιάς\n",
    "cp932": "会社名,都市\nトヨタ自動車株式会社,豊田市\nソニーグループ,東京\n",
    "gb18030": "公司,城市\n华为技术有限公司,深圳\n阿里巴巴集团,杭州\n",
    "euc-kr": "회사,도시\n삼성전자,수원\n현대자동차,서울\n",
    "cp1250": "Nazwa,Miasto\nŻabka Polska,Poznań\nGrupa Żywiec,Żywiec\nUrząd Lotnictwa,Łódź\nSkładnica,Częstochowa\n",
    "cp1252": "name,city\nMüller & Söhne,Köln\nAção S.A.,São Paulo\nL’Oréal – “Paris”,Clichy\n£5m Ltd,London\n",
    "mac-roman": "name,city\nMüller & Söhne,Köln\nAção S.A.,São Paulo\nÆØÅ AS,Tromsø\n",
}


TURKISH = """Şirket,Şehir
Türk Hava Yolları,İstanbul
Koç Holding A.Ş.,İstanbul
Şişecam,İstanbul
Ereğli Demir ve Çelik,Zonguldak
Garanti Bankası,Beşiktaş
Tüpraş,Kocaeli
"""
CZECH = """Firma,Město
Škoda Auto,Mladá Boleslav
Plzeňský Prazdroj,Plzeň
České dráhy,Praha
Železárny Třinec,Třinec
Budějovický Budvar,České Budějovice
"""
HUNGARIAN = "Cégnév,Város\nHűtőház Zrt.,Székesfehérvár\nErőmű Kft.,Győr\nMagyar Vízművek,Szűcs\nTűzőgép,Pécs\n"
ROMANIAN = "Companie,Oraş\nRomgaz,Mediaş\nPetrom,Bucureşti\nElectrica,Timişoara\nŢiriac,Braşov\n"
LATVIAN = "Uzņēmums,Pilsēta\nLatvijas Dzelzceļš,Rīga\nĶekava Foods,Ķekava\nLiepājas Metalurgs,Liepāja\n"
POLISH = TEXTS["cp1250"] + "Śnieżka,Świdnica\nKGHM Polska Miedź,Lubin\n"
FRENCH = "Société,Ville\nL’Oréal,Clichy\nHermès,Paris\nCrêperie du Forêt,Besançon\nŒuvre Légère,Nîmes\n"
HEBREW = "חברה,עיר\nטבע תעשיות,פתח תקווה\nבנק הפועלים,תל אביב\n"
LATIN = [
    ("cp1254", TURKISH), ("iso8859-9", TURKISH), ("cp1250", CZECH), ("cp1250", HUNGARIAN), ("cp1250", ROMANIAN),
    ("cp1257", LATVIAN), ("cp1250", POLISH), ("iso8859-2", POLISH), ("cp1252", FRENCH), ("cp1255", HEBREW),
    ("cp1252", "name,city\nNestlé,Vevey\n"), ("cp1252", "name,city\nHermès,Paris\nØrsted,København\n"),
    ("cp1252", "name\nÍslandsbanki\nSíminn, Garðabær\nÞór hf.\nÖssur, Reykjavík\n"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text"), LATIN)
def test_latin_letters_are_told_by_the_language_that_words_keep_to(name: str, text: str) -> None:
    assert decode(text.encode(name), "a.csv").text == text


def test_an_encoding_that_few_words_tell_is_said_with_them_and_how_to_overrule_it() -> None:
    text = "name,city\nAcme,Łódź\n"
    found = decode(text.encode("cp1250"), "a.csv")
    assert (found.text, found.encoding) == (text, "cp1250")
    assert found.doubt == "read as Polish (cp1250) because of Łódź; if that looks wrong, say --encoding cp1252"
    assert decode(text.encode("cp1250"), "a.csv", "cp1252").doubt == ""
    assert decode(CZECH.encode("cp1250"), "a.csv").doubt == ""
    assert decode(FRENCH.encode("cp1252"), "a.csv").doubt == ""


def test_a_script_that_few_letters_tell_is_said_too() -> None:
    found = decode(HEBREW.encode("cp1255"), "a.csv")
    assert found.doubt == "read as cp1255, in which it says הפועלים; if that looks wrong, say --encoding koi8-r"
    assert decode((TEXTS["euc-kr"] * 20).encode("euc-kr"), "a.csv").doubt == ""


def test_the_doubt_is_a_note_of_the_file(tmp_path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("name,city\nAcme,Łódź\n".encode("cp1250"))
    assert any("--encoding cp1252" in note for note in read_csv_file(path).notes)


@pytest.mark.parametrize("name", TEXTS)
def test_letters_of_all_scripts(name: str) -> None:
    assert decode(TEXTS[name].encode(name), "a.csv").text == TEXTS[name]


@pytest.mark.parametrize("name", ["cp1251", "cp1250", "gb18030", "mac-roman"])
def test_letters_far_down_a_list_tell_as_those_on_top_do(name: str) -> None:
    # Long lines without any such letter are passed over, and quickly.
    text = "name,city\n" + "Acme Holding of North America,Boston\n" * 40_000 + f"{'x' * 100_000}\n" + TEXTS[name]
    assert decode(text.encode(name), "a.csv").text == text


def test_capitals_in_a_row_stay_western() -> None:
    text = "name\nCAFÉ “ÜNÏÇØDÉ”\nÅÄÖ AB\n"
    assert decode(text.encode("cp1252"), "a.csv").text == text
