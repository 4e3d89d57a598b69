"""Every code that a check of ``analysis`` can carry, and the facts given with it, read from source."""

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cordata import analysis

HERE = Path(analysis.__file__).parent


@dataclass(frozen=True)
class Place:
    """Where a check is made. facts is None where they cannot be read from there."""

    where: str
    codes: frozenset[str]
    facts: frozenset[str] | None
    always_fine: bool


@cache
def places():
    """All of them, in every module."""
    found = []
    for file in sorted(HERE.rglob("*.py")):
        module = ast.parse(file.read_text(encoding="utf-8"))
        for function, call in calls(module, "Check"):
            where = f"{file.relative_to(HERE)}:{call.lineno}"
            code = call.args[0]
            if isinstance(code, ast.Name) and code.id in parameters(function):
                found += passed_on(function, call, where)
            else:
                found.append(place(module, function, call, where))
    return found


def passed_on(function, call, where):
    """Calls of a function that makes a check of the code it is given, as ``warn`` does."""
    at = [one.arg for one in function.args.args].index(call.args[0].id)
    for file in sorted(HERE.rglob("*.py")):
        module = ast.parse(file.read_text(encoding="utf-8"))
        mine = f"{file.relative_to(HERE)}:" in where
        if mine or function.name in imported(module):
            for inside, one in calls(module, function.name):
                if len(one.args) > at:
                    codes = codes_of(module, inside, one.args[at], where)
                    facts = frozenset(word.arg for word in one.keywords)
                    place_of = f"{file.relative_to(HERE)}:{one.lineno}"
                    yield Place(place_of, codes, facts, always_fine=False)


def place(module, function, call, where):
    facts = call.args[2] if len(call.args) > 2 else None
    return Place(
        where,
        codes_of(module, function, call.args[0], where),
        frozenset() if facts is None else keys_of(function, facts),
        ast.unparse(call.args[1]) == "Level.OK",
    )


def codes_of(module, function, node, where):
    """Constants, names of constants, one of two, and what a table of codes gives."""
    match node:
        case ast.Constant(value=str(code)):
            return frozenset({code})
        case ast.IfExp(body=one, orelse=other):
            return codes_of(module, function, one, where) | codes_of(
                module, function, other, where
            )
        case ast.Attribute(attr="code"):  # a check said again, at another level
            return frozenset()
        case ast.Call(func=ast.Attribute(value=table, attr="get"), args=[_, other]):
            tables = (
                [table] if isinstance(table, ast.Dict) else given(function, module, table.id)
            )
            every = [other, *(value for one in tables for value in one.values)]
            return frozenset().union(*(codes_of(module, function, x, where) for x in every))
        case ast.Name(id=name) if values := given(function, module, name):
            return frozenset().union(*(codes_of(module, function, x, where) for x in values))
    raise AssertionError(f"{where}: no code can be read from {ast.unparse(node)}")


def keys_of(function, node):
    """Names of facts in a display, in one that has a name, or in one that unpacks another."""
    match node:
        case ast.Dict(keys=names, values=values):
            found = set()
            for name, value in zip(names, values, strict=True):
                inner = frozenset({name.value}) if name else keys_of(function, value)
                if inner is None:
                    return None
                found |= inner
            return frozenset(found)
        case ast.Name(id=name) if values := given(function, None, name):
            known = [keys_of(function, value) for value in values]
            if None not in known:
                return frozenset.intersection(*known).union(*added(function, name))
    return None


def added(function, name):
    """Facts that are there in some runs: ``facts |= {...}``."""
    for node in ast.walk(function):
        match node:
            case ast.AugAssign(target=ast.Name(id=found), value=ast.Dict() as value):
                if found == name:
                    yield keys_of(function, value)


def given(function, module, name):
    """All that a name was given in the function, or else in the module."""
    for scope in filter(None, (function, module)):
        values = [value for found, value in assigned(scope) if found == name]
        if values:
            return values
    return []


def assigned(scope):
    for node in ast.walk(scope):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                yield name, value
            case ast.AnnAssign(target=ast.Name(id=name), value=value) if value is not None:
                yield name, value


def calls(module, name):
    """(function it stands in, call) of every call of that name."""
    functions = [one for one in ast.walk(module) if isinstance(one, ast.FunctionDef)]
    for function in functions:
        for node in ast.walk(function):
            match node:
                case ast.Call(func=ast.Name(id=found)) if found == name:
                    yield function, node


def imported(module):
    nodes = [one for one in ast.walk(module) if isinstance(one, ast.ImportFrom)]
    return {name.name for node in nodes for name in node.names}


def parameters(function):
    return {one.arg for one in function.args.args}
