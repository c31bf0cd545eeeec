"""Encodings beyond the western ones, told by the letters themselves."""

from __future__ import annotations

import pytest

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


@pytest.mark.parametrize("name", TEXTS)
def test_letters_of_all_scripts(name: str) -> None:
    assert decode(TEXTS[name].encode(name), "a.csv").text == TEXTS[name]


def test_capitals_in_a_row_stay_western() -> None:
    text = "name\nCAFÉ “ÜNÏÇØDÉ”\nÅÄÖ AB\n"
    assert decode(text.encode("cp1252"), "a.csv").text == text
