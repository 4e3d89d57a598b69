"""The architecture, tested: what the import contract cannot see."""

import ast
import gzip
import importlib
import inspect
import re
from pathlib import Path

import brotli
import pytest
from django.apps import apps

from cordata.kit import catalogues

SOURCE = Path(catalogues.__file__).parents[1]
APPS = (
    "history",
    "notices",
    "accounts",
    "unsent",
    "documents",
    "schools",
    "networks",
    "calls",
    "clusters",
    "cycles",
    "surveys",
    "costs",
    "practices",
    "evidence",
    "guidance",
    "exchange",
    "search",
)
WRITES = {"save", "create", "bulk_create", "bulk_update", "update_or_create", "get_or_create"}
PAGES = sorted((SOURCE / "web").rglob("*.html"))
MOST_LINES = 300


def python_files(folder):
    return sorted(
        file for file in (SOURCE / folder).rglob("*.py") if "migrations" not in str(file)
    )


def test_the_top_floor_never_writes():
    calls = [
        f"{file.relative_to(SOURCE)}:{node.lineno}"
        for folder in ("web", "cli")
        for file in python_files(folder)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITES
    ]

    # Catalogues and workbooks are saved, not rows.
    assert [call for call in calls if "words" not in call and "sheet" not in call] == []


def modules_of_actions():
    for app in APPS:
        for file in python_files(app):
            if "actions" in file.as_posix():
                name = file.relative_to(SOURCE.parent).with_suffix("").as_posix()
                yield importlib.import_module(name.replace("/", ".").removesuffix(".__init__"))


def test_every_action_of_a_person_says_by_whom():
    without = [
        f"{module.__name__}.{name}"
        for module in modules_of_actions()
        for name, function in vars(module).items()
        if inspect.isfunction(function)
        and function.__module__ == module.__name__
        and not name.startswith("_")
        and getattr(function, "__wrapped__", None)  # transactions are what people start
        and "by" not in inspect.signature(function).parameters
    ]

    assert without == []


def test_foreign_keys_point_downstairs():
    floor = {f"cordata.{app}": number for number, app in enumerate(APPS)}
    upstairs = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("cordata.")
        for field in model._meta.get_fields()
        if field.many_to_one and field.related_model.__module__.startswith("cordata.")
        if floor[apps.get_app_config(field.related_model._meta.app_label).name]
        > floor[apps.get_app_config(model._meta.app_label).name]
    ]

    assert upstairs == []


def test_no_junk_drawers_and_no_long_files():
    files = python_files(".")

    assert [file.name for file in files if file.stem in {"utils", "helpers", "services"}] == []
    long = {
        file.relative_to(SOURCE).as_posix()
        for file in files
        if len(file.read_text(encoding="utf-8").splitlines()) > MOST_LINES
    }
    # The verifier stays in one file on purpose: it is read alone, by those who doubt us.
    assert long == {"analysis/matching/verify.py"}


def test_whatever_the_types_are_told_to_overlook_has_its_reason():
    bare = [
        f"{file.relative_to(SOURCE)}: {line.strip()}"
        for file in SOURCE.rglob("*.py")
        for line in file.read_text(encoding="utf-8").splitlines()
        if re.search(r"# type: ignore(\[[a-z-]+\])?$", line)
    ]

    assert bare == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(SOURCE).as_posix())
def test_templates_carry_no_scripts_styles_or_colours(page):
    text = page.read_text(encoding="utf-8")

    assert (
        re.findall(
            r"\son(?:click|load|change|submit|input|error|focus|blur|key\w+|mouse\w+)=|\sstyle=|<style|<script(?! src)|javascript:",
            text,
        )
        == []
    )
    assert re.findall(r"(?:fill|stroke|color)=\"#[0-9a-fA-F]{3,8}", text) == []


def test_the_stylesheet_keeps_its_budget():
    css = (SOURCE / "web" / "static" / "css" / "cordata.css").read_bytes()

    assert len(gzip.compress(css)) < 12 * 1024


def test_our_scripts_keep_their_budget():
    scripts = (SOURCE / "web" / "static" / "js").glob("*.js")
    sent = [brotli.compress(script.read_bytes()) for script in scripts]

    assert sum(len(one) for one in sent) < 8 * 1024


TEXT_PAIRS = [
    ("ink", "bg"), ("ink", "surface"), ("ink-2", "bg"), ("ink-2", "surface"), ("action", "bg"),
    ("action", "surface"), ("on-action", "action"), ("corda", "bg"), ("corda", "corda-soft"),
    ("ok", "ok-soft"), ("warn", "warn-soft"), ("err", "err-soft"), ("info", "info-soft"),
    ("action", "action-soft"),
]  # fmt: skip
PART_PAIRS = [("line-strong", "bg"), ("line-strong", "surface")]


def tokens():
    css = (SOURCE / "web" / "static" / "css" / "cordata.css").read_text(encoding="utf-8")
    light, dark = css.index(":root{"), css.index(":root[data-theme=dark]")
    for at in (light, dark):
        yield dict(re.findall(r"--([\w-]+):(#[0-9A-Fa-f]{6})", css[at : css.index("}", at)]))


def ratio(one, other):
    def luminance(colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_every_pair_of_colours_has_its_contrast_in_light_and_dark():
    for palette in tokens():
        for text, ground in TEXT_PAIRS:
            assert ratio(palette[text], palette[ground]) >= 4.5, (text, ground)
        for part, ground in PART_PAIRS:
            assert ratio(palette[part], palette[ground]) >= 3, (part, ground)
