"""Conditions: SQL boolean expressions over the columns of one account, with three-valued logic.

Polars' own SQL parser builds the expression. Before it sees the text, the text literals are put into
the vocabulary's canonical form (`country = 'USA'` means `'US'`, `'DACH'` in an IN list means its
countries, `'2026-01-31'` beside a date column is a date), since that is what the columns hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import polars as pl

from icp_tui import vocab
from icp_tui.conditions.tokens import Token, check_meant, tokens_of
from icp_tui.errors import nearest, shortened

# Which vocabulary the literals beside a column go through.
VOCABULARY: dict[str, vocab.Kind] = {
    "industry": "industry",
    "sub_industry": "industry",
    "country": "country",
    "technologies": "technology",
}


@dataclass(frozen=True)
class Literal:
    """A text literal that the vocabulary does not know, and the column beside it."""

    column: str
    text: str


@dataclass(frozen=True)
class Condition:
    """A condition ready to run: `expr` gives true, false or null (unknown) for each account."""

    text: str
    expr: pl.Expr = field(compare=False)
    names: tuple[str, ...]
    unknown_literals: tuple[Literal, ...] = ()


def parse(text: str) -> None:
    """Check the syntax and what a condition may not hold; ValueError says what is wrong in plain words."""
    _expression(tokens_of(text))


def compile(text: str, schema: Mapping[str, pl.DataType | type[pl.DataType]]) -> Condition:  # noqa: A001  like re.compile, and called so: conditions.compile
    """Compile `text` against the columns that exist; ValueError when it cannot mean anything there.

    The expression's type is Boolean: true, false, or null where a column that decides is null.
    """
    tokens = tokens_of(text)
    for token in tokens:
        _check_name(token, schema)
    check_meant(tokens, schema)
    spelt, unknown = _canonical(tokens, schema)
    expr = _expression(spelt)
    if expr.meta.undo_aliases().meta != expr:
        raise ValueError(f"{shortened(tokens[-1].spelt)} does not belong there; join conditions with AND or OR")
    names = tuple(dict.fromkeys(expr.meta.root_names()))
    missing = [name for name in names if name not in schema]
    if missing:
        raise ValueError(_no_column(missing[0], schema))
    _check_type(expr, names, schema)
    return Condition(text, expr, names, tuple(unknown))


def quoted_names(text: str) -> list[str]:
    """The column names that a condition gives in double quotes."""
    return [token.value for token in tokens_of(text) if token.kind == "quoted"]


def _expression(tokens: list[Token]) -> pl.Expr:
    """Let Polars parse; its own words about tokens become a ValueError."""
    try:
        return pl.sql_expr(" ".join(token.spelt for token in tokens))
    except (pl.exceptions.PolarsError, RecursionError) as error:
        said = str(error).splitlines()[0]
        inner = re.search(r"\((found|expected) (.*)\)$", said)
        raise ValueError(f"cannot be read as a condition: {inner.group(1)} {inner.group(2)}" if inner
                         else "cannot be read as a condition") from None  # fmt: skip
    except BaseException as error:
        # Polars' Rust panics derive from BaseException.
        if type(error).__name__ != "PanicException":
            raise
        raise ValueError("cannot be read as a condition") from None


def _check_name(token: Token, schema: Mapping[str, object]) -> None:
    """`country = "US"`: double quotes name a column, and there is none such."""
    if token.kind == "quoted" and token.value not in schema:
        raise ValueError(
            f"{_no_column(token.value, schema)}; text goes in single quotes: '{shortened(token.value)}'",
        )


def _no_column(name: str, schema: Mapping[str, object]) -> str:
    near = nearest(name, schema, count=3)
    return f"no column {shortened(name)}" + (
        f"; nearest: {', '.join(near)}" if near else f"; if it is text, write '{shortened(name)}'"
    )


def _canonical(
    tokens: list[Token],
    schema: Mapping[str, pl.DataType | type[pl.DataType]],
) -> tuple[list[Token], list[Literal]]:
    """Put the literals beside vocabulary and date columns into the form that the columns hold."""
    spelt: list[Token] = []
    unknown: list[Literal] = []
    for token, column, operator in _with_neighbours(tokens, schema):
        if token.kind != "text" or column is None or operator == "like":
            spelt.append(token)
        elif schema[column] == pl.Date:
            spelt.extend(_date(token, spelt, column))
        elif column in VOCABULARY:
            spelt.extend(_labels(token, column, operator, unknown))
        else:
            spelt.append(token)
    return spelt, unknown


def _with_neighbours(tokens: list[Token], schema: Mapping[str, object]) -> Iterator[tuple[Token, str | None, str]]:
    """Each token with the column that it is compared to and how: `=`, `in`, `like` or empty."""
    column: str | None = None
    operator = ""
    for index, token in enumerate(tokens):
        if token.folded in {"and", "or", "when", "then", "else"}:
            column, operator = None, ""
        elif (token.kind == "word" and token.spelt in schema) or token.kind == "quoted":
            column = token.value if token.kind == "quoted" else token.spelt
        elif token.folded in {"like", "ilike", "similar", "regexp_like"} or token.spelt == "~":
            operator = "like"
        elif token.folded == "in" or (token.folded == "array_contains" and operator != "like"):
            operator = token.folded
        yield token, column or _column_after(tokens, index, schema), operator


def _column_after(tokens: list[Token], index: int, schema: Mapping[str, object]) -> str | None:
    """The column on the right of `'US' = country` and of `'Salesforce' = ANY(technologies)`."""
    if tokens[index].kind != "text":
        return None
    rest = tokens[index + 1 : index + 5]
    if not rest or rest[0].spelt not in {"=", "<>", "!=", "<", ">", "<=", ">="}:
        return None
    return next((token.spelt for token in rest[1:] if token.kind == "word" and token.spelt in schema), None)


def _date(token: Token, before: list[Token], column: str) -> list[Token]:
    if before and before[-1].folded in {"date", "interval"}:
        return [token]
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", token.value):
        raise ValueError(f"{column} is a date; write '2026-01-31', not {shortened(token.spelt)}")
    return [Token("word", "DATE"), token]


def _labels(token: Token, column: str, operator: str, unknown: list[Literal]) -> list[Token]:
    """The canonical label of a literal; in an IN list, the countries of a region."""
    codes = vocab.regions().get(vocab.fold(token.value)) if column == "country" else None
    if codes and operator == "in":
        listed = [Token("text", f"'{code}'") for code in codes]
        return [piece for code in listed for piece in (Token("operator", ","), code)][1:]
    if codes:
        raise ValueError(f"{token.value} is a group of countries; write country IN ({token.spelt})")
    label = vocab.canonical(VOCABULARY[column], token.value)
    if label is None:
        unknown.append(Literal(column, token.value))
        return [token]
    return [Token("text", "'" + label.replace("'", "''") + "'")]


def _check_type(
    expr: pl.Expr,
    names: tuple[str, ...],
    schema: Mapping[str, pl.DataType | type[pl.DataType]],
) -> None:
    """Run on no rows: the types must go together and the outcome be true or false."""
    empty = pl.DataFrame(schema={name: schema[name] for name in names})
    try:
        outcome = empty.select(expr.alias("outcome")).to_series()
    except pl.exceptions.PolarsError as error:
        raise ValueError(_type_fault(str(error).splitlines()[0], names, schema)) from None
    if outcome.dtype not in (pl.Boolean, pl.Null):
        raise ValueError("it must say yes or no, such as employees > 100")


def _type_fault(said: str, names: tuple[str, ...], schema: Mapping[str, object]) -> str:
    kinds: dict[object, str] = {pl.Int64: "a number", pl.Float64: "a number", pl.Date: "a date", pl.String: "text",
             pl.Boolean: "true or false"}  # fmt: skip
    held = ", ".join(f"{name} is {kinds.get(schema[name], 'a list')}" for name in names)
    text = any(schema[name] == pl.String for name in names)
    mend = "; a column as it came is text, `fields:` in the profile gives it a type" if text and "numeric" in said else ""
    return f"the types do not go together: {held}{mend}"
