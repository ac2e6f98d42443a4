"""Computes the dependency graph of a monorepo with Python's own tools.

The command line's `graph` must agree with it. It shares no code with the engine: tomllib reads the manifests, the
`packaging` library reads names, requirements and markers. Only PEP 621 manifests without cycles are understood.

Usage: python make_vectors.py FOLDER  (needs Python 3.11 and `packaging`; prints JSON)
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

# The Lambda runtime; `extra` is added for the requirements of an extra.
ENVIRONMENT = {
    "implementation_name": "cpython",
    "os_name": "posix",
    "platform_machine": "aarch64",
    "platform_python_implementation": "CPython",
    "platform_system": "Linux",
    "python_full_version": "3.12.0",
    "python_version": "3.12",
    "sys_platform": "linux",
}

Node = tuple[str, str]  # a package and one of its extras, "" for the package itself


def requirements(lines: list[str], extra: str) -> list[Requirement]:
    parsed = [Requirement(line) for line in lines]
    environment = {**ENVIRONMENT, "extra": extra}
    return [one for one in parsed if one.marker is None or one.marker.evaluate(environment)]


def read(root: Path) -> dict[str, dict]:
    packages = {}
    for manifest in sorted(root.rglob("pyproject.toml")):
        project = tomllib.loads(manifest.read_text(encoding="utf-8"))["project"]
        extras = project.get("optional-dependencies", {})
        packages[canonicalize_name(project["name"])] = {
            "declaredName": project["name"],
            "path": manifest.parent.relative_to(root).as_posix(),
            "manifest": manifest.relative_to(root).as_posix(),
            "version": project.get("version"),
            "main": requirements(project.get("dependencies", []), ""),
            "extras": {
                canonicalize_name(extra): requirements(lines, extra)
                for extra, lines in extras.items()
            },
        }
    return packages


def edges(packages: dict[str, dict], node: Node) -> set[Node]:
    """The internal nodes that one node asks for; an extra asks for its own package too."""
    name, extra = node
    asked = packages[name]["extras"].get(extra, []) if extra else packages[name]["main"]
    found: set[Node] = {(name, "")} if extra else set()
    for one in asked:
        target = canonicalize_name(one.name)
        if target in packages:
            found.add((target, ""))
            found.update((target, canonicalize_name(wanted)) for wanted in one.extras)
    return found


def reachable(packages: dict[str, dict], start: Node) -> set[str]:
    seen, queue = {start}, [start]
    while queue:
        for node in edges(packages, queue.pop()):
            if node not in seen:
                seen.add(node)
                queue.append(node)
    return {name for name, _ in seen} - {start[0]}


def order(dependencies: dict[str, list[str]]) -> list[str]:
    """Dependencies first; the smallest name first among those that are ready."""
    done: list[str] = []
    while len(done) < len(dependencies):
        ready = [
            name
            for name, needed in dependencies.items()
            if name not in done and set(needed) <= set(done)
        ]
        done.append(min(ready))
    return done


def graph(root: Path) -> dict:
    packages = read(root)
    dependencies = {
        name: sorted({target for target, _ in edges(packages, (name, ""))}) for name in packages
    }
    return {
        "packages": [
            {
                "name": name,
                "declaredName": package["declaredName"],
                "path": package["path"],
                "manifest": package["manifest"],
                "version": package["version"],
                "dependencies": dependencies[name],
                "transitiveDependencies": sorted(reachable(packages, (name, ""))),
                "dependents": sorted(
                    other for other, needed in dependencies.items() if name in needed
                ),
                "extras": {
                    extra: sorted(
                        {canonicalize_name(one.name) for one in asked} & packages.keys()
                    )
                    for extra, asked in sorted(package["extras"].items())
                },
            }
            for name, package in sorted(packages.items())
        ],
        "topologicalOrder": order(dependencies),
    }


if __name__ == "__main__":
    print(json.dumps(graph(Path(sys.argv[1])), indent=2))
