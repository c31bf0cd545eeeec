"""From YAML to a model: every problem at once, sorted, in plain words."""

from typing import Annotated, Literal

import pytest
from pydantic import Field

from icp_tui.errors import IcpError
from icp_tui.yaml_io import Fault, Line, Listed, Part, Text, load, load_text


class Wheel(Part):
    size: Annotated[int, Field(ge=1, le=30)]
    """Inches."""


class Car(Part):
    name: Line
    """What it is called."""
    colour: Literal["red", "blue"] = "red"
    speed: float = 0.0
    electric: bool = False
    wheels: Listed[Wheel] = ()
    tags: Listed[Text] = ()
    prices: dict[str, Annotated[float, Field(gt=0)]] = Field(default_factory=dict)

    def faults(self):
        if self.speed > 100 and not self.electric:
            yield Fault(("speed",), "only electric cars are that fast", "set electric: true")


def told(text, checks=()):
    with pytest.raises(IcpError) as caught:
        load_text(text, "f", Car, checks)
    return [str(problem).removeprefix("f:") for problem in caught.value.problems]


def test_sound_text():
    car = load_text("name: 911\nspeed: 5\nwheels: [{size: 17}]\ntags: [NO, on, 7]\nprices:\n", "f", Car)
    assert car == Car(name="911", speed=5.0, wheels=(Wheel(size=17),), tags=("NO", "on", "7"))


def test_lines_lose_their_breaks():
    assert load_text("name: |\n  Beetle\n  1303\n", "f", Car).name == "Beetle 1303"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("colur: red", "2:1: unknown key colur (did you mean colour?)"),
        ("zzz: 1", "2:1: unknown key zzz (known: name, colour, speed, electric, wheels, tags, prices)"),
        ("colour: bleu", "2:1: colour should be red or blue, but is the text 'bleu' (did you mean blue?)"),
        ("speed: fast", "2:1: speed should be a number, but is the text 'fast'"),
        ("speed: '5'", "2:1: speed should be a number, but is the text '5' (write it without quotes)"),
        ("speed: 1_000", "2:1: speed should be a number, but is the text '1_000' (write it without quotes)"),
        ("speed: [5]", "2:1: speed should be a number, but is a list"),
        ("electric: yes", "2:1: electric should be true or false, but is the text 'yes'"),
        ("electric: 1", "2:1: electric should be true or false, but is the number 1"),
        ("wheels: 4", "2:1: wheels should be a list, but is the number 4 (write [4])"),
        ("wheels: [17]", "2:10: wheels, item 1, should be a mapping (key: value), but is the number 17"),
        ("wheels: [{size: 17.5}]", "2:11: size should be a whole number, but is the number 17.5"),
        ("wheels: [{size: 31}]", "2:11: size should be at most 30, but is the number 31"),
        ("wheels: [{}]", "2:10: size is missing (Inches)"),
        ("wheels: [{size: }]", "2:11: size has no value"),
        ("tags: [a, 1.5]", "2:11: tags, item 2, should be text, but is the number 1.5 (put it in quotes)"),
        ("tags: [a, true]", "2:11: tags, item 2, should be text, but is true (put it in quotes)"),
        ("tags: ['  ']", "2:8: tags, item 1, is empty"),
        ("prices: {EUR: -1}", "2:10: EUR should be more than 0, but is the number -1"),
        ("prices: [1]", "2:1: prices should be a mapping (key: value), but is a list"),
        ("speed: 200", "2:1: only electric cars are that fast (set electric: true)"),
        ("speed: !!float 5", "2:8: tags such as !!float are not read (write the plain value)"),
        ("speed: !!str fast", "2:8: tags such as !!str are not read (write the plain value)"),
        ("speed: .inf", "2:8: .inf is not a number that can be used (put it in quotes if it is text)"),
        ("name: b", "2:1: the key name stands here a second time (first on line 1) (remove one of the two)"),
    ],
)  # fmt: skip
def test_one_fault_is_one_problem(line, said):
    assert told(f"name: a\n{line}\n") == [said]


def test_missing_and_empty_keys():
    assert told("speed: 5") == ["1:1: name is missing (What it is called)"]
    assert told("speed: 5\nname:\n") == ["2:1: name has no value"]
    assert told("nmae: a") == ["1:1: unknown key nmae (did you mean name?)"]


def test_all_problems_come_at_once_in_the_order_of_the_lines():
    assert told("wheels: [{size: x}]\nspeed: y\nspeed: 3\nname: a\nfoo:\n") == [
        "1:11: size should be a whole number, but is the text 'x'",
        "2:1: speed should be a number, but is the text 'y'",
        "3:1: the key speed stands here a second time (first on line 2) (remove one of the two)",
        "5:1: unknown key foo (known: name, colour, speed, electric, wheels, tags, prices)",
    ]


def test_checks_run_on_the_sound_parts():
    def no_small_wheels(draft):
        for item in draft.items("wheels"):
            size = draft.number(*item, "size")
            if size is not None and size < 10:
                yield Fault((*item, "size"), "too small")

    text = "name: a\nspeed: x\nwheels: [{size: 5}, {size: 40}, {size: -1}]\n"
    # the third is unsound by itself, so that only the model complains about it
    assert told(text, [no_small_wheels]) == [
        "2:1: speed should be a number, but is the text 'x'",
        "3:11: too small",
        "3:22: size should be at most 30, but is the number 40",
        "3:34: size should be at least 1, but is the number -1",
    ]


def test_very_many_problems_are_counted():
    said = told("name: a\n" + "".join(f"k{number}: 1\n" for number in range(1_000)))
    assert len(said) == 201
    assert said[-1] == " 800 more problems"


def test_the_document_is_the_context(tmp_path):
    path = tmp_path / "car.yaml"
    path.write_text("name: a\n")
    seen = {}

    class Remembering(Car):
        def model_post_init(self, context, /):
            seen.update(context)

    load(path, Remembering)
    assert seen["document"].path == str(path)
    assert seen["document"].text == "name: a\n"
