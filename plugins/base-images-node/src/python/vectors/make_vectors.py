"""Writes the test vectors of this folder with Python's `packaging` library as the authority, `poetry-core`
for Poetry, and `dependency-groups` for PEP 735.

Usage: python make_vectors.py
Needs `pip install packaging==26.4 poetry-core==2.5.0 dependency-groups==1.3.2`; others may answer otherwise.
"""

import itertools
import json
import pathlib

from dependency_groups import resolve
from packaging.markers import Marker, UndefinedComparison, UndefinedEnvironmentName
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name
from poetry.core.constraints.version import Version, parse_constraint
from poetry.core.constraints.version.exceptions import ParseConstraintError
from poetry.core.factory import Factory

HERE = pathlib.Path(__file__).parent

NAMES = [
    "Receipt_Label", "receipt.label", "receipt-_.label", "RECEIPT--LABEL", "a", "A1", "x_y.z-W", "foo__bar",
    "zope.interface", "ruamel.yaml.clib", "a.-_b", "3d",
]

REQUIREMENTS = [
    # names
    "receipt-dynamo", "Receipt_Label", "a", "A.B-c_d", "3to2", "name_", "  leading", "trailing  ", "\tname\t",
    "", " ", "-name", ".name", "_name", "name-", "name.", "name-.", "na me", "näme", "name\n", "name$", "*", "'name'",
    # extras
    "name[full]", "name [ full ]", "name[a,b]", "name[ A_b , c.D , a-b ]", "name[]", "name[ ]", "name[a][b]", "name[a b]",
    "name[a,]", "name[,a]", "name[", "name[a", "name]", "name[a,,b]", "name[-a]", "name[a]b", "name[full]==1.0",
    "name[full]>=1;python_version>'3'",
    # specifiers
    "name==1.0", "name == 1.0", "name>=1,<2", "name >= 1 , < 2", "name>=1,<2,!=1.5.*", "name>=1,", "name >=1 , ", "name>=1,,<2",
    "name,", "name<2,>=1", "name~=1.4.2", "name~=1", "name~=1.4.*", "name===1.0+anything", "name===abc", "name=== a b",
    "name===", "name=== ;python_version>'3'", "name===1.0,>=2", "name==1.*", "name!=1.*", "name>=1.*", "name==1.0a1.*", "name==1.0+local.1", "name>=1.0+local",
    "name==1.0.post1", "name==1.0-1", "name==1.0.dev3", "name==1!2.0", "name==v1.0", "name == V1.0", "name==1.0RC1", "name==1.0-alpha-1",
    "name=1.0", "name=>1.0", "name==", "name>=", "name==a", "name 1.0", "name>=1.0 <2.0", "name^1.0", "name~1.0", "name<", "name><1",
    "name(>=1,<2)", "name (>=1)", "name ( >=1 , <2 )", "name()", "name ( )", "name(>=1", "name>=1)", "name(1.0)", "name((>=1))",
    "name[full](>=1);os_name=='posix'", "name(===1.0)", "name==1.0.", "name==1..0", "name<=1.0.post2.dev3", "name==1.0c2",
    "name==2024.1.1,>=2023", "name>= 1\t,<\t2", "name==1_0", "name==1.0preview1", "name==1.0.rev3", "name==0", "name==1.0 .*",
    # URLs
    "name @ https://host.example/name.zip", "name@https://host.example/name.zip", "name @https://host.example/name.zip",
    "name[full] @ git+https://host.example/name.git@main#subdirectory=x&egg=y", "name @ file:///tmp/name",
    "name @ https://host.example/name.zip ; python_version >= '3.8'", "name @ https://host.example/name.zip; python_version >= '3.8'",
    "name @ https://host.example/name.zip;python_version>='3.8'", "name @ https://host.example/name.zip ", "name @", "name @ ",
    "name @ https://host.example/a b", "name @ ../name", "name @ file:///${PROJECT_ROOT}/../name",
    "name @ {root:uri}/../name", "name @ {root:parent:uri}/name", "name @ {root:uri}/../name ; extra == 'x'",
    "name >=1 @ https://host.example/name.zip", "name @ https://host.example/name.zip >=1", "name @ git+ssh://git@host.example/name.git",
    "https://host.example/name.zip", "./name", "../name", "git+https://host.example/name.git", "name @ ;os_name=='posix'",
    # markers
    "name;python_version<'3.11'", "name ; python_version < \"3.11\"", "name ; python_version<'3' and os_name=='posix' or extra=='x'",
    "name ; (python_version<'3' or os_name=='posix') and extra=='x'", "name ; ((os_name=='posix'))", "name ; (os_name=='posix'",
    "name ; os_name=='posix')", "name ;", "name ; ", "name ; os_name", "name ; os_name ==", "name ; == 'posix'", "name ; os_name = 'posix'",
    "name ; 'linux' in sys_platform", "name ; 'linux' not in sys_platform", "name ; 'linux' not  in sys_platform",
    "name ; 'linux' notin sys_platform", "name ; os.name == 'posix'", "name ; sys.platform == 'linux'", "name ; python_implementation == 'CPython'",
    "name ; platform.python_implementation == 'CPython'", "name ; platform.machine == 'arm64'", "name ; platform.release == '1'", "name ; unknown == 'x'", "name ; os_name == posix", "name ; os_name == 'posix",
    "name ; os_name == 'it\"s'", "name ; os_name == \"it's\"", "name ; 'a' == 'b'", "name ; os_name == sys_platform",
    "name ; extra == 'A_b'", "name ; 'dev' in dependency_groups", "name ; 'x' in extras", "name ; 'x' not in extras",
    "name ; python_version ~= '3.8'", "name ; python_version === '3.8'", "name ; python_full_version >= '3.8.1'",
    "name ; os_name=='posix'and extra=='x'", "name ; os_name=='posix' AND extra=='x'", "name ; os_name=='posix' and", "name ; and os_name=='posix'",
    "name ; os_name=='posix' extra=='x'", "name ; not os_name=='posix'", "name ; python_versions>'3'", "name ; python_version>3",
    "name ; os_name == '' ", "name>=1 ; python_version > '3' # comment", "name # comment", "name --hash=sha256:abc",
    "name;python_version>'3';os_name=='x'", "name ; python_version in '2.7 3.8'", "name ; os_name == 'a\nb'",
    "name ;\tpython_version > '3'\t", "name ; platform_release >= '5'", "name ; platform_version == 'x' or platform_system == 'y'",
    "name ; implementation_name == 'cpython' and implementation_version >= '3'", "name[a]@https://h.example/x", "name ; (((extra == 'x') or (extra == 'y')) and (os_name == 'nt'))",
    # several together
    "requests [security,tests] >= 2.8.1, == 2.8.* ; python_version < \"2.7\"",
    "receipt-agent[cpu,gpu]>=0.1.dev0,!=0.2.1 ; (sys_platform=='linux' and platform_machine=='aarch64') or extra=='all'",
]

ENVIRONMENT = {
    "os_name": "posix",
    "sys_platform": "linux",
    "platform_machine": "aarch64",
    "platform_python_implementation": "CPython",
    "platform_release": "5.10.210-201.852.amzn2.aarch64",
    "platform_system": "Linux",
    "platform_version": "#1 SMP",
    "python_version": "3.12",
    "python_full_version": "3.12.4",
    "implementation_name": "cpython",
    "implementation_version": "3.12.4",
}

VERSIONS = ["3", "3.1", "3.12", "3.12.0", "3.12.4", "3.12.5", "3.13", "3.12.*", "3.*", "3.12.4rc1", "4", "2.7", "abc", "3.13.0a1", "3.12.4.0"]
OPERATORS = ["<", "<=", ">", ">=", "==", "!=", "~=", "===", "in", "not in"]


def markers():
    for variable in ("python_version", "python_full_version", "implementation_version"):
        for operator, version in itertools.product(OPERATORS, VERSIONS):
            yield f"{variable} {operator} '{version}'"
    for operator, version in itertools.product(OPERATORS, ["3.12", "3.9", "4"]):
        yield f"'{version}' {operator} python_version"
    for operator in OPERATORS:
        for variable, value in (("sys_platform", "linux"), ("os_name", "nt"), ("platform_machine", "aarch64 x86_64"), ("platform_release", "5.4"), ("platform_version", "#1 SMP")):
            yield f"{variable} {operator} '{value}'"
            yield f"'{value}' {operator} {variable}"
    values = {True: "os_name == 'posix'", False: "os_name == 'nt'"}
    for a, b, c in itertools.product([True, False], repeat=3):
        for first, second in itertools.product(["and", "or"], repeat=2):
            yield f"{values[a]} {first} {values[b]} {second} {values[c]}"
            yield f"({values[a]} {first} {values[b]}) {second} {values[c]}"
            yield f"{values[a]} {first} ({values[b]} {second} {values[c]})"
    yield "python_version in '2.7 3.12'"
    yield "python_version not in '2.7, 3.9'"
    yield "'linux' in sys_platform"


EXTRA_MARKERS = [
    "extra == 'x'", "extra == 'A_B'", "extra != 'x'", "'x' == extra", "extra == 'x' or extra == 'y'", "extra == 'x' and extra == 'y'",
    "extra == 'x' and python_version >= '3.8'", "extra == ''", "extra in 'x y'", "extra > 'x'",
]
EXTRAS = [[], ["x"], ["y"], ["a-b"], ["A.b"], ["x", "y"]]

POETRY_CONSTRAINTS = [
    "*", "1", "1.2", "1.2.3", "==1.2.3", "=1.2.3", "^1.2.3", "^1.2", "^1", "^0.2.3", "^0.0.3", "^0.0", "^0", "~1.2.3", "~1.2", "~1",
    "~=1.2", "~=1.2.3", "1.*", "1.2.*", "==1.2.*", "!=1.2.3", ">=1.2,<1.5", ">= 1.2, < 1.5", ">=1.2 <1.5", ">1", "<2",
    "^1.2 || ^3.0", "^1.2|^3.0", "1.2 || 1.4", ">=1.2,<1.3 || >=2", "!=1.2.*", "abc", "^", ">=", "^v1.2", "^1.2.3.4",
]
POETRY_VERSIONS = ["0.0.3", "0.0.4", "0.1", "0.2.3", "0.3", "1", "1.2", "1.2.3", "1.2.4", "1.3", "1.4", "1.5", "2", "2.1", "3.0.1", "4"]
POETRY_PYTHONS = ["^3.8", "~3.11", ">=3.8,<3.12", "3.12", "3.12.*", ">=3.9 || ~2.7", "!=3.12.*", "<3.12 || >=3.13", ">=3.12.2", "*", "3.11.*"]
POETRY_PLATFORMS = ["linux", "win32", "!=win32", "darwin || linux", "darwin || win32", "!=win32,!=darwin"]

GROUPS = [
    {"test": ["pytest>=8", "coverage[toml]"]},
    {"Test_A": ["a"], "all": [{"include-group": "test-a"}, "b"]},
    {"a": [{"include-group": "b"}, "x"], "b": [{"include-group": "c"}, "y"], "c": ["z; python_version < \"3.12\""]},
    {"a": [{"include-group": "c"}, {"include-group": "d"}], "c": ["x"], "d": ["y", {"include-group": "e"}], "e": []},
    {"empty": []},
]


def groups(table):
    return {"groups": table, "resolved": {canonicalize_name(name): list(resolve(table, name)) for name in table}}


def poetry_constraint(text):
    try:
        constraint = parse_constraint(text)
    except (ParseConstraintError, ValueError):
        return {"constraint": text, "allowed": None}
    return {"constraint": text, "allowed": [v for v in POETRY_VERSIONS if constraint.allows(Version.parse(v))]}


def poetry_marker(keys):
    marker = Factory.create_dependency("name", {"version": "*", **keys}).marker
    return {"keys": keys, "value": marker.validate(ENVIRONMENT)}


def requirement(text):
    try:
        parsed = Requirement(text)
    except InvalidRequirement:
        return {"text": text, "valid": False}
    return {
        "text": text,
        "valid": True,
        "name": canonicalize_name(parsed.name),
        "declaredName": parsed.name,
        "extras": sorted({canonicalize_name(extra) for extra in parsed.extras}),
        "clauses": sorted(str(clause) for clause in parsed.specifier),
        "url": parsed.url,
        "hasMarker": parsed.marker is not None,
    }


def evaluation(text, environment):
    try:
        return Marker(text).evaluate(environment)
    except (UndefinedComparison, UndefinedEnvironmentName):
        return None


def extra_evaluation(text, extras):
    """As installers do: a marker holds when it holds for one of the extras that are asked for."""
    return any(evaluation(text, {**ENVIRONMENT, "extra": extra}) for extra in extras or [""])


def write(name, value):
    (HERE / name).write_text(json.dumps(value, indent=2, ensure_ascii=True) + "\n")


write("names.json", [{"name": name, "normalized": canonicalize_name(name)} for name in NAMES])
write("requirements.json", [requirement(text) for text in REQUIREMENTS])
write(
    "markers.json",
    {
        "environment": ENVIRONMENT,
        "markers": [{"marker": text, "value": evaluation(text, ENVIRONMENT)} for text in markers()],
        "extraMarkers": [
            {"marker": text, "extras": extras, "value": extra_evaluation(text, extras)}
            for text, extras in itertools.product(EXTRA_MARKERS, EXTRAS)
        ],
    },
)
write(
    "poetry.json",
    {
        "environment": ENVIRONMENT,
        "versions": POETRY_VERSIONS,
        "constraints": [poetry_constraint(text) for text in POETRY_CONSTRAINTS],
        "markers": [
            *[poetry_marker({"python": text}) for text in POETRY_PYTHONS],
            *[poetry_marker({"platform": text}) for text in POETRY_PLATFORMS],
            *[
                poetry_marker({"python": python, "platform": platform, "markers": "os_name == 'posix' or os_name == 'nt'"})
                for python in POETRY_PYTHONS[:4]
                for platform in POETRY_PLATFORMS[:3]
            ],
        ],
    },
)
write("groups.json", [groups(table) for table in GROUPS])
