import {
  declaration,
  MONOREPO,
  names,
  readLambda,
} from '../../lambda/__testUtils__/readScenario';

const BUILD = '[build-system]\nrequires = ["setuptools"]\n';
const FILES = {
  ...MONOREPO,
  'requirements.txt':
    'boto3\n-e ./receipt_dynamo\n-r more/extra.txt\n-c constraints.txt\n',
  'more/extra.txt':
    './receipt_label[full] ; python_version >= "3.12"\n./receipt_chroma ; python_version < "3"\n',
  'constraints.txt': '',
  'named.txt': 'receipt-dynamo==0.9\nreceipt_label @ file:///s/receipt_label\n',
  'install.sh':
    '#!/bin/sh\nset -e\nfor p in "$@"; do\n  pip install "./$p"\ndone\n',
  'scripts/label.sh':
    '#!/usr/bin/env bash\nset -euo pipefail\ncd "$(dirname "$0")/.."\npip install ./receipt_label\n',
  'scripts/dynamo.sh':
    'HERE=$(cd -- "$(dirname -- "${BASH_SOURCE[0]:-$0}")" && pwd)\npip install "$HERE/../receipt_dynamo"\n',
  'build.py':
    'import subprocess\nsubprocess.run(["pip", "install", "./receipt_dynamo"])\n',
  'scripts/array.sh':
    '#!/usr/bin/env bash\np=(./receipt_dynamo)\npip install "${p[@]}"\n',
  'hello.py': 'print("hello")\n',
  'empty/readme.txt': '',
  'other/Pipfile':
    '[packages]\nreceipt-dynamo = {path = "../receipt_dynamo"}\n',
  'other/conda.yaml':
    'dependencies:\n  - python\n  - pip:\n    - -e ../receipt_dynamo\n',
  'other/Taskfile.yml': 'tasks:\n  all: pip install ../receipt_dynamo\n',
  'members/pyproject.toml': '[tool.uv.workspace]\nmembers = ["*"]\n',
  'members/uv.lock': 'version = 1\n',
  'members/one/pyproject.toml': `[project]
name = "receipt-one"
version = "1"
dependencies = ["receipt-two"]
[tool.uv.sources]
receipt-two = { workspace = true }
${BUILD}`,
  'members/two/pyproject.toml':
    '[project]\nname = "receipt-two"\nversion = "1"\n',
  'members/three/pyproject.toml': `[project]\nname = "receipt-three"\nversion = "1"\n${BUILD}`,
  'wide/pyproject.toml':
    '[tool.uv.workspace]\nmembers = ["*"]\nexclude = ["old", "app/"]\n',
  'wide/new/pyproject.toml': `[project]\nname = "receipt-new"\nversion = "1"\n${BUILD}`,
  'wide/old/pyproject.toml': `[project]\nname = "receipt-old"\nversion = "1"\n${BUILD}`,
  // An application, with members beside the package that it needs.
  'wide/app/pyproject.toml': `[project]
name = "receipt-wide"
version = "1"
dependencies = ["receipt-dynamo"]
[tool.uv]
package = false
[tool.uv.workspace]
members = ["lib*"]
exclude = ["lib_old"]
[tool.uv.sources]
receipt-dynamo = { path = "../../receipt_dynamo" }
${BUILD}`,
  'wide/app/lib/pyproject.toml': `[project]\nname = "receipt-lib"\nversion = "1"\n${BUILD}`,
  'wide/app/lib_old/pyproject.toml': `[project]\nname = "receipt-lib-old"\nversion = "1"\n${BUILD}`,
  // Without a build system, and no source names it.
  'wide/app/lib_app/pyproject.toml': `[project]
name = "receipt-lib-app"
version = "1"
dependencies = ["receipt-lib"]
[tool.uv.sources]
receipt-lib = { workspace = true }
`,
  'setup/setup.py':
    'from setuptools import setup\nsetup(name="receipt-setup", version="2")\n',
  'poetry_app/pyproject.toml': `[project]
name = "receipt-poetry-app"
version = "1"
dependencies = ["receipt-dynamo"]
[tool.poetry]
package-mode = false
`,
  'pdm_app/pyproject.toml': `[project]
name = "receipt-pdm-app"
version = "1"
dependencies = ["receipt-dynamo"]
[tool.pdm]
distribution = false
`,
  'app/pyproject.toml': `[project]
name = "receipt-app"
version = "1"
dependencies = ["receipt-dynamo"]
[project.optional-dependencies]
x = ["receipt-chroma"]
[dependency-groups]
dev = ["receipt-label"]
lambda = ["receipt-chroma", "receipt-label[full] ; sys_platform == 'win32'", "receipt-dynamo @ file:///s/receipt_dynamo"]
[tool.uv.sources]
receipt-dynamo = { path = "../receipt_dynamo" }
receipt-chroma = { path = "../receipt_chroma" }
receipt-label = { path = "../receipt_label" }
${BUILD}`,
  'uv/pyproject.toml': `[project]
name = "receipt-uv"
version = "1"
[dependency-groups]
run = ["receipt-dynamo @ file:///s/receipt_dynamo"]
dev = ["receipt-label @ file:///s/receipt_label"]
[tool.uv]
default-groups = ["run"]
${BUILD}`,
  'poetry/pyproject.toml': `[tool.poetry]
name = "receipt-poetry"
version = "1"
[tool.poetry.group.run.dependencies]
receipt-dynamo = { path = "../receipt_dynamo" }
[tool.poetry.group.docs]
optional = true
[tool.poetry.group.docs.dependencies]
receipt-chroma = { path = "../receipt_chroma" }
`,
};
const START = 'FROM public.ecr.aws/lambda/python:3.12\nWORKDIR /s\nCOPY . .\n';

async function read(text: string) {
  return readLambda(`${START}${text}`, FILES, [declaration({ context: '.' })]);
}

describe('what RUN installs', () => {
  it.each<[string, string[]]>([
    // forms of pip
    ['RUN pip install ./receipt_dynamo', ['receipt-dynamo']],
    ['RUN pip3 install receipt_dynamo/', ['receipt-dynamo']],
    ['RUN pip3.12 install /s/receipt_dynamo', ['receipt-dynamo']],
    ['RUN python -m pip install ./receipt_dynamo', ['receipt-dynamo']],
    ['RUN python3.12 -I -m pip install ./receipt_dynamo', ['receipt-dynamo']],
    [
      'RUN /usr/bin/pip --no-cache-dir install -q ./receipt_dynamo',
      ['receipt-dynamo'],
    ],
    ['RUN uv pip install --system ./receipt_dynamo', ['receipt-dynamo']],
    ['RUN ["pip", "install", "./receipt_dynamo"]', ['receipt-dynamo']],
    [
      'RUN ["/bin/bash", "-c", "pip install ./receipt_dynamo"]',
      ['receipt-dynamo'],
    ],
    ['RUN sudo -H env A=b pip install ./receipt_dynamo', ['receipt-dynamo']],
    ['RUN pip download ./receipt_dynamo && pip list', []],
    ['RUN echo pip install ./receipt_dynamo', []],
    ['RUN cd receipt_dynamo && python setup.py install', ['receipt-dynamo']],
    // what is installed
    [
      'RUN pip install ./receipt_dynamo "./receipt_label[full,dev]"',
      ['receipt-dynamo', 'receipt-label[dev,full]'],
    ],
    ['RUN pip install ./receipt_label[full]', ['receipt-label[full]']],
    ['RUN pip install .', []],
    ['RUN cd receipt_label && pip install .[full]', ['receipt-label[full]']],
    [
      'RUN pip install -e ./receipt_dynamo -e receipt_label',
      ['receipt-dynamo', 'receipt-label'],
    ],
    ['RUN pip install --editable=./receipt_dynamo', ['receipt-dynamo']],
    [
      'RUN pip install "receipt_label[full] @ file:///s/receipt_label"',
      ['receipt-label[full]'],
    ],
    ['RUN pip install file:///s/receipt_label', ['receipt-label']],
    [
      'RUN pip install boto3 requests==2 "./receipt_dynamo"',
      ['receipt-dynamo'],
    ],
    [
      'RUN pip install -r requirements.txt',
      ['receipt-dynamo', 'receipt-label[full]'],
    ],
    [
      'RUN pip install -rrequirements.txt',
      ['receipt-dynamo', 'receipt-label[full]'],
    ],
    ['RUN pip install -c requirements.txt boto3', []],
    [
      'RUN pip install ./receipt_*',
      ['receipt-chroma', 'receipt-dynamo', 'receipt-label'],
    ],
    [
      'RUN pip install ./receipt_{dynamo,label}',
      ['receipt-dynamo', 'receipt-label'],
    ],
    [
      'RUN pip install -i https://x/$T --extra-index-url $(url) -t /t ./receipt_dynamo',
      ['receipt-dynamo'],
    ],
    // control
    [
      'RUN a && pip install ./receipt_dynamo; pip install ./receipt_label | tee x',
      ['receipt-dynamo', 'receipt-label'],
    ],
    [
      'RUN (cd receipt_dynamo && pip install .) && pip install ./receipt_label',
      ['receipt-dynamo', 'receipt-label'],
    ],
    ['RUN { cd receipt_dynamo; }; pip install .', ['receipt-dynamo']],
    [
      'RUN pushd receipt_dynamo && pip install . && popd && pip install ./receipt_label',
      ['receipt-dynamo', 'receipt-label'],
    ],
    [
      'RUN cd /s/receipt_dynamo/.. && pip install ./receipt_label',
      ['receipt-label'],
    ],
    [
      'RUN for p in receipt_dynamo receipt_label; do pip install ./$p || exit 1; done',
      ['receipt-dynamo', 'receipt-label'],
    ],
    [
      'RUN for p in receipt_*/; do pip install "./$p"; done; rm -rf /s',
      ['receipt-chroma', 'receipt-dynamo', 'receipt-label'],
    ],
    [
      'RUN P=receipt_dynamo; Q="${P%_*}_label" && pip install "./$P" "./${Q}"',
      ['receipt-dynamo', 'receipt-label'],
    ],
    [
      'RUN if [ -f receipt_dynamo/pyproject.toml ]; then pip install ./receipt_dynamo; else pip install ./receipt_label; fi',
      ['receipt-dynamo'],
    ],
    [
      'RUN [ "$LAMBDA_TASK_ROOT" = /x ] && pip install ./receipt_dynamo || pip install ./receipt_label',
      ['receipt-label'],
    ],
    [
      'RUN f() { pip install "./$1"; }; f receipt_dynamo; f receipt_label',
      ['receipt-dynamo', 'receipt-label'],
    ],
    [
      'RUN case "a" in b) pip install ./receipt_dynamo;; *) pip install ./receipt_label;; esac',
      ['receipt-label'],
    ],
    [
      'RUN <<EOF\nset -e\npip install ./receipt_dynamo\nEOF',
      ['receipt-dynamo'],
    ],
    ['RUN <<EOF bash\npip install ./receipt_dynamo\nEOF', ['receipt-dynamo']],
    ['RUN bash -euxc "pip install ./receipt_dynamo"', ['receipt-dynamo']],
    [
      'RUN ./install.sh receipt_dynamo receipt_label',
      ['receipt-dynamo', 'receipt-label'],
    ],
    ['RUN bash install.sh receipt_dynamo', ['receipt-dynamo']],
    ['RUN cd / && s/scripts/label.sh', ['receipt-label']],
    ['RUN cd scripts && sh ./dynamo.sh', ['receipt-dynamo']],
    [
      'RUN P=$(basename /x/receipt_dynamo/) && pip install ./$P "$(pwd)/receipt_label"',
      ['receipt-dynamo', 'receipt-label'],
    ],
    ['RUN echo "pip install ./receipt_dynamo" | sh', ['receipt-dynamo']],
    // where the files are
    ['ARG P=receipt_dynamo\nRUN pip install ./$P', ['receipt-dynamo']],
    [
      'RUN mkdir /t && cp -r receipt_dynamo /t/ && pip install /t/receipt_dynamo',
      ['receipt-dynamo'],
    ],
    ['RUN mv receipt_dynamo /t && pip install /t', ['receipt-dynamo']],
    [
      'RUN --mount=type=bind,source=receipt_dynamo,target=/m pip install /m',
      ['receipt-dynamo'],
    ],
    [
      'RUN --mount=target=/m cd /m && pip install ./receipt_dynamo',
      ['receipt-dynamo'],
    ],
    ['RUN git clone https://x/receipt_dynamo /c && pip install /c', []],
    // wheels
    [
      'RUN pip wheel -w /w ./receipt_dynamo && pip install /w/*.whl',
      ['receipt-dynamo'],
    ],
    [
      'RUN pip wheel -w /w ./receipt_dynamo\nRUN pip install --no-index --find-links=/w receipt_dynamo[x]',
      ['receipt-dynamo[x]'],
    ],
    [
      'RUN pip wheel -w /w ./receipt_dynamo ./receipt_label\nRUN pip install -f /w receipt_label',
      ['receipt-dynamo', 'receipt-label'],
    ],
    [
      'RUN pip wheel -w /w ./receipt_dynamo ./receipt_label\nRUN pip install --no-deps -f /w receipt_label',
      ['receipt-label'],
    ],
    [
      'RUN cd receipt_dynamo && python -m build --wheel -o /w && pip install /w/receipt_dynamo-*.whl',
      ['receipt-dynamo'],
    ],
    // projects
    [
      'RUN uv sync --project receipt_label',
      ['receipt-dynamo', 'receipt-label'],
    ],
    [
      'RUN cd receipt_label && uv sync --extra full --no-dev',
      ['receipt-chroma', 'receipt-dynamo', 'receipt-label[full]'],
    ],
    [
      'RUN cd receipt_label && uv sync --no-install-project',
      ['receipt-dynamo'],
    ],
    ['RUN cd receipt_label && uv sync --no-install-workspace', []],
    // what is the same after all ways that a script may take
    [
      'RUN if [ "$X" = y ]; then d=receipt_dynamo; cd receipt_label; else d=receipt_dynamo; cd receipt_label; fi; pip install ../$d .',
      ['receipt-dynamo', 'receipt-label'],
    ],
    [
      'RUN d=receipt_dynamo; if [ "$X" = y ]; then d=no; exit 1; fi; pip install ./$d',
      ['receipt-dynamo'],
    ],
    [
      'RUN d=receipt_dynamo; cd empty || { d=no; cd /; }; pip install ../$d',
      ['receipt-dynamo'],
    ],
    [
      'RUN case "$X" in y) d=no; exit;; esac; d=receipt_dynamo; pip install ./$d',
      ['receipt-dynamo'],
    ],
    // loops that can be followed
    [
      'RUN f() { while [ $# -gt 0 ]; do pip install ./$1; shift; done; }; f receipt_dynamo receipt_label',
      ['receipt-dynamo', 'receipt-label'],
    ],
    [
      'RUN f() { until [ "$#" -lt 2 ]; do shift; done; pip install ./$1; }; f no receipt_label receipt_dynamo',
      ['receipt-dynamo'],
    ],
    // arrays of bash
    [
      'SHELL ["/bin/bash", "-euo", "pipefail", "-c"]\nRUN p=(./receipt_dynamo "./receipt_label[full]"); pip install "${p[@]}"',
      ['receipt-dynamo', 'receipt-label[full]'],
    ],
    [
      'SHELL ["bash", "-c"]\nFROM x AS a\nSHELL ["/usr/bin/bash", "-c"]\nFROM a\nCOPY . /s\nWORKDIR /s\nRUN p=(receipt_dynamo); p+=(receipt_label); for i in "${p[@]}"; do pip install ./$i; done',
      ['receipt-dynamo', 'receipt-label'],
    ],
    [
      'RUN <<END\n#!/usr/bin/env bash\ndeclare -a p=(receipt_{dynamo,label})\npip install "${p[@]/#/.\/}"\nEND',
      ['receipt-dynamo', 'receipt-label'],
    ],
    [
      'RUN bash -c \'p=(); p+=(a ./receipt_dynamo); p[0]=x; unset p; p=(./receipt_label); pip install "${p[@]}"\' || true',
      ['receipt-label'],
    ],
    [
      'RUN ["/bin/bash", "-c", "p=(boto3 receipt_dynamo receipt_label); pip install ./${p[1]} ./${p[-1]} $p"]',
      ['receipt-dynamo', 'receipt-label'],
    ],
    ['RUN bash scripts/array.sh', ['receipt-dynamo']],
    ['RUN scripts/array.sh', ['receipt-dynamo']],
    ['RUN p=receipt_dynamo; pip install ./${p/#dynamo/x}', ['receipt-dynamo']],
    [
      'RUN p=receipt_label; pip install ./${p/%label/dynamo}',
      ['receipt-dynamo'],
    ],
    ['RUN <<END\n#!/usr/bin/env python3\nprint("pip")\nEND', []],
    // triggers
    [
      'ONBUILD RUN pip install ./receipt_dynamo\nRUN pip install ./receipt_label',
      ['receipt-label'],
    ],
    [
      'FROM x AS base\nENV DIR=receipt_dynamo\nONBUILD COPY ${DIR} /src\nONBUILD RUN <<END\npip install /src\nEND\nFROM base',
      ['receipt-dynamo'],
    ],
    // what is built, by the names of its files
    [
      'RUN cd receipt_dynamo && python -m build && pip install dist/receipt_dynamo-1.0-py3-none-any.whl ../receipt_label',
      ['receipt-dynamo', 'receipt-label'],
    ],
    [
      'RUN cd receipt_dynamo && python3 -m build -s && pip install dist/receipt-dynamo-1.0.tar.gz',
      ['receipt-dynamo'],
    ],
    [
      'RUN pip wheel --no-deps -w /w ./receipt_label\nFROM x\nCOPY --from=0 /w/receipt_label-1.0-py3-none-any.whl /\nRUN pip install /receipt_label-1.0-py3-none-any.whl',
      ['receipt-label'],
    ],
    [
      'RUN cd setup && python setup.py -q bdist_wheel -d /w && python setup.py sdist && pip install /w/*.whl && pip install dist/receipt_setup-2.tar.gz',
      ['receipt-setup'],
    ],
    [
      'RUN uv build --sdist receipt_dynamo -o /w && pip install -f /w receipt-dynamo',
      ['receipt-dynamo'],
    ],
    // files that are written
    [
      'RUN echo boto3 > r.txt && echo "./receipt_dynamo" >> r.txt && pip install -r r.txt',
      ['receipt-dynamo'],
    ],
    [
      'RUN echo "" >> named.txt; echo -e "./receipt_chroma\\n-e receipt_label" >> named.txt && pip install -r named.txt',
      ['receipt-chroma', 'receipt-label'],
    ],
    [
      `RUN printf './%s\\n' receipt_dynamo receipt_label > /r.txt\nRUN cat more/none.txt /r.txt > /all.txt; cat /r.txt constraints.txt > /all.txt; pip install -r /all.txt`,
      ['receipt-dynamo', 'receipt-label'],
    ],
    [
      'RUN { echo ./receipt_dynamo; echo ./receipt_label; } > r.txt; pip install -r r.txt',
      ['receipt-dynamo', 'receipt-label'],
    ],
    [
      'RUN echo "# more" >> receipt_dynamo/pyproject.toml; pip install ./receipt_dynamo',
      ['receipt-dynamo'],
    ],
    [
      'RUN echo $X > r.txt; echo ./receipt_dynamo > r.txt; pip install -r r.txt',
      ['receipt-dynamo'],
    ],
    // a project that stands elsewhere in the image
    [
      'RUN cp -r receipt_label /opt/label && cp -r receipt_dynamo /opt && cd /opt/label && uv sync',
      ['receipt-dynamo', 'receipt-label'],
    ],
    [
      'RUN cp -r receipt_label /opt/label && cp -r receipt_dynamo /opt && cd /opt/label && poetry export -o r.txt && pip install -r r.txt',
      ['receipt-dynamo'],
    ],
    // members, and projects that are no packages themselves
    ['RUN cd wide && uv sync', ['receipt-new']],
    ['RUN cd wide/old && uv sync --all-packages', ['receipt-old']],
    ['RUN cd wide/app && uv sync', ['receipt-dynamo']],
    [
      'RUN cd wide/app/lib && uv sync --all-packages',
      ['receipt-dynamo', 'receipt-lib'],
    ],
    ['RUN cd wide/app/lib_app && uv sync', ['receipt-lib']],
    [
      'RUN cd wide/app/lib_app && uv build --wheel && pip install dist/*.whl',
      ['receipt-lib-app'],
    ],
    ['RUN pip install ./wide/app/lib_app', ['receipt-lib-app']],
    [
      'RUN cd wide/app/lib_app && pdm install',
      ['receipt-lib', 'receipt-lib-app'],
    ],
    ['RUN cd poetry_app && poetry install', ['receipt-dynamo']],
    ['RUN cd pdm_app && pdm install', ['receipt-dynamo']],
    // the root of this workspace is no package: all members
    [
      'RUN cd members && uv sync --frozen',
      ['receipt-one', 'receipt-three', 'receipt-two'],
    ],
    [
      'RUN cd members && uv sync --package receipt_one',
      ['receipt-one', 'receipt-two'],
    ],
    [
      'RUN cd members && uv sync --package receipt-one --no-install-project',
      ['receipt-two'],
    ],
    [
      'RUN cd members && uv export --package receipt-one --no-emit-project > r.txt && pip install -r r.txt',
      ['receipt-two'],
    ],
    [
      'RUN cd receipt_label && uv run --no-dev python x.py',
      ['receipt-dynamo', 'receipt-label'],
    ],
    [
      'RUN cd receipt_label && poetry install --only main --no-root',
      ['receipt-dynamo'],
    ],
    [
      'RUN cd receipt_label && poetry install --without dev',
      ['receipt-dynamo', 'receipt-label'],
    ],
    [
      'RUN cd receipt_label && pdm sync --prod',
      ['receipt-dynamo', 'receipt-label'],
    ],
    [
      'RUN cd receipt_label && uv export -o r.txt && uv pip install --system -r r.txt',
      ['receipt-dynamo', 'receipt-label'],
    ],
    [
      'RUN cd receipt_label && uv export --no-emit-project | uv pip install --system -r -',
      ['receipt-dynamo'],
    ],
    [
      'RUN cd receipt_label && poetry export > /r.txt && pip install -r /r.txt',
      ['receipt-dynamo'],
    ],
    // dependency groups
    ['RUN cd app && uv sync --no-dev', ['receipt-app', 'receipt-dynamo']],
    [
      'RUN cd app && uv sync',
      ['receipt-app', 'receipt-dynamo', 'receipt-label'],
    ],
    [
      'RUN cd app && uv sync --group lambda --no-default-groups',
      ['receipt-app', 'receipt-chroma', 'receipt-dynamo'],
    ],
    [
      'RUN cd app && uv sync --only-group lambda',
      ['receipt-chroma', 'receipt-dynamo'],
    ],
    ['RUN cd uv && uv sync', ['receipt-dynamo', 'receipt-uv']],
    ['RUN cd uv && uv sync --only-dev', ['receipt-dynamo', 'receipt-label']],
    ['RUN cd uv && uv sync --no-group run', ['receipt-uv']],
    [
      'RUN cd uv && uv sync --all-groups',
      ['receipt-dynamo', 'receipt-label', 'receipt-uv'],
    ],
    ['RUN cd poetry && poetry install', ['receipt-dynamo', 'receipt-poetry']],
    [
      'RUN cd poetry && poetry install --with docs',
      ['receipt-chroma', 'receipt-dynamo', 'receipt-poetry'],
    ],
    ['RUN cd poetry && poetry install --without run', ['receipt-poetry']],
    [
      'RUN cd poetry && poetry install --only docs',
      ['receipt-chroma', 'receipt-dynamo', 'receipt-poetry'],
    ],
    [
      'RUN cd poetry && poetry install --only docs --no-root',
      ['receipt-chroma', 'receipt-dynamo'],
    ],
    [
      'RUN cd poetry && poetry install --only main,docs',
      ['receipt-chroma', 'receipt-dynamo', 'receipt-poetry'],
    ],
    [
      'RUN cd app && pdm export --prod > /r.txt && pip install -r /r.txt',
      ['receipt-dynamo'],
    ],
    [
      'RUN cd app && pdm export --prod --self > /r.txt && pip install -r /r.txt',
      ['receipt-app', 'receipt-dynamo'],
    ],
    // what is taken out again
    [
      'RUN pip install ./receipt_dynamo ./receipt_label && pip uninstall -y receipt_dynamo boto3',
      ['receipt-label'],
    ],
    [
      'RUN python -m venv /v && /v/bin/pip install ./receipt_label && pip install ./receipt_dynamo\nRUN python -m pip uninstall -y receipt-label && uv pip uninstall --system receipt-dynamo',
      ['receipt-label'],
    ],
    [
      'RUN cd app && pdm sync',
      ['receipt-app', 'receipt-chroma', 'receipt-dynamo', 'receipt-label'],
    ],
    [
      'RUN cd app && pdm sync --prod -G x',
      ['receipt-app[x]', 'receipt-chroma', 'receipt-dynamo'],
    ],
    [
      'RUN cd app && pdm sync -d -G dev',
      ['receipt-app', 'receipt-dynamo', 'receipt-label'],
    ],
    [
      'RUN cd app && pdm sync -G :all',
      ['receipt-app[x]', 'receipt-chroma', 'receipt-dynamo', 'receipt-label'],
    ],
    ['RUN cd uv && pip install --group run', ['receipt-dynamo']],
    ['RUN pip install --group uv/pyproject.toml:Dev', ['receipt-label']],
    [
      'RUN uv pip install --system --group app/pyproject.toml:lambda',
      ['receipt-chroma', 'receipt-dynamo'],
    ],
    [
      'RUN cd app && uv pip install --system -r pyproject.toml',
      ['receipt-dynamo'],
    ],
    [
      'RUN uv pip install --system -r app/pyproject.toml --extra x',
      ['receipt-chroma', 'receipt-dynamo'],
    ],
    [
      'RUN uv pip install --system -r app/pyproject.toml --all-extras',
      ['receipt-chroma', 'receipt-dynamo'],
    ],
  ])('%s', async (text, expected) => {
    const { lambda } = await read(text);
    expect({
      installs: names(lambda.installs),
      confidence: lambda.confidence,
    }).toEqual({
      installs: expected,
      confidence: 'exact',
    });
  });

  it.each<[string, string[], string]>([
    ['RUN pip install receipt-dynamo', ['receipt-dynamo'], ''],
    ['RUN pip install receipt_dynamo==1.2 boto3', ['receipt_dynamo==1.2'], ''],
    [
      'RUN pip install "receipt-label[full]>=1"',
      ['receipt-label[full]>=1'],
      '',
    ],
    [
      'RUN pip install "receipt-dynamo @ https://x/y.zip"',
      ['receipt-dynamo @ https://x/y.zip'],
      '',
    ],
    [
      'RUN pip install "git+https://x/y#egg=receipt-dynamo"',
      ['git+https://x/y#egg=receipt-dynamo'],
      '',
    ],
    ['RUN pip install receipt-dynamo==$V', ['receipt-dynamo==?'], ''],
    ['RUN pip install -r named.txt', ['receipt-dynamo==0.9'], 'receipt-label'],
    // what is there already is kept
    [
      'RUN pip install ./receipt_dynamo && pip install receipt-dynamo boto3',
      [],
      'receipt-dynamo',
    ],
    [
      'RUN pip install ./receipt_dynamo "receipt-dynamo>=1"',
      [],
      'receipt-dynamo',
    ],
    [
      'RUN pip install ./receipt_dynamo\nRUN pip install receipt-dynamo==2',
      ['receipt-dynamo==2'],
      'receipt-dynamo',
    ],
  ])('takes names from an index: %s', async (text, pinned, installed) => {
    const { lambda } = await read(text);
    expect({
      pinned: lambda.pinned.map(item => item.requirement),
      installs: names(lambda.installs).join(' '),
    }).toEqual({ pinned, installs: installed });
  });

  it.each<[string, string, string[]]>([
    [
      'over',
      'RUN if [ "$STAGE" = dev ]; then pip install ./receipt_dynamo; fi',
      ['receipt-dynamo'],
    ],
    [
      'over',
      'RUN pip install boto3 || pip install ./receipt_dynamo',
      ['receipt-dynamo'],
    ],
    [
      'over',
      'RUN test -d /opt/x && pip install ./receipt_dynamo',
      ['receipt-dynamo'],
    ],
    [
      'over',
      'RUN pip install ./receipt_dynamo && if [ "$X" ]; then pip uninstall -y receipt-dynamo; fi',
      ['receipt-dynamo'],
    ],
    ['unknown', 'RUN pip install $PACKAGES', []],
    // what differs after the ways that a script may take
    [
      'unknown',
      'RUN d=receipt_dynamo; if [ "$X" = y ]; then d=receipt_label; fi; pip install ./$d',
      [],
    ],
    [
      'unknown',
      'RUN if [ "$X" = y ]; then d=receipt_label; else d=receipt_dynamo; fi; pip install ./$d',
      [],
    ],
    [
      'unknown',
      'RUN d=receipt_dynamo; [ "$X" = y ] && d=receipt_label; pip install ./$d',
      [],
    ],
    [
      'unknown',
      'RUN case "$X" in y) cd receipt_label;; *) cd receipt_dynamo;; esac; pip install .',
      [],
    ],
    [
      'unknown',
      'RUN d=receipt_dynamo; while [ "$X" ]; do pip install ./$d; d=receipt_label; done',
      ['receipt-dynamo'],
    ],
    ['unknown', 'RUN p=(./receipt_dynamo); pip install "${p[@]}"', []],
    [
      'unknown',
      'RUN sh -c \'p=(./receipt_dynamo); pip install "${p[@]}"\'',
      [],
    ],
    [
      'unknown',
      `RUN bash -c 'declare -A p=([a]=./receipt_dynamo); pip install "\${p[@]}"'`,
      [],
    ],
    [
      'unknown',
      `RUN bash -c 'p+=(./receipt_dynamo); pip install "\${p[@]}"'`,
      [],
    ],
    [
      'unknown',
      `RUN bash -c 'p=(./receipt_dynamo); unset "p[0]"; pip install "\${p[@]}"'`,
      [],
    ],
    [
      'unknown',
      'RUN <<END\n#!/usr/bin/python3\nrun("pip", "install", "./receipt_dynamo")\nEND',
      [],
    ],
    [
      'unknown',
      'RUN pip install ./receipt_dynamo $(cat list)',
      ['receipt-dynamo'],
    ],
    ['unknown', 'RUN while read p; do pip install "./$p"; done < list', []],
    ['unknown', 'RUN pip install -r nowhere.txt', []],
    ['unknown', 'RUN pip install /opt/somewhere', []],
    ['unknown', 'RUN curl -sSL https://example.org/x.sh | bash', []],
    ['unknown', 'RUN curl -o x.sh https://example.org/x.sh && sh x.sh', []],
    ['unknown', 'RUN /opt/setup.sh', []],
    ['unknown', 'RUN pip install -f /wheels receipt-dynamo', []],
    [
      'exact',
      'RUN pip install -f https://x/wheels receipt-dynamo boto3 && pip install -f /wheels boto3',
      [],
    ],
    [
      'exact',
      'RUN cd receipt_label && uv sync --frozen --no-dev || uv sync --no-dev',
      ['receipt-dynamo', 'receipt-label'],
    ],
    [
      'over',
      'RUN cd receipt_label && uv sync --no-dev || uv sync --no-dev --extra full',
      ['receipt-chroma', 'receipt-dynamo', 'receipt-label[full]'],
    ],
    ['unknown', 'RUN cd empty && uv sync', []],
    ['unknown', 'RUN echo $X > r.txt; pip install -r r.txt', []],
    [
      'unknown',
      'RUN cd receipt_dynamo && uv build --wheel && pip install dist/receipt_dynamo-1.0.tar.gz',
      [],
    ],
    [
      'unknown',
      'RUN cp -r receipt_label /label && cd /label && uv sync',
      ['receipt-dynamo', 'receipt-label'],
    ],
    ['unknown', 'RUN poetry install -C nowhere', []],
    ['exact', 'RUN git clone https://x/y && cd y && uv sync', []],
    ['unknown', 'RUN python build.py', []],
    ['unknown', 'RUN cd other && pipenv install --system --deploy', []],
    ['unknown', 'RUN conda env update -n base -f other/conda.yaml', []],
    ['unknown', 'RUN cd other && task all', []],
    ['exact', 'RUN pipenv install --system requests', []],
    ['exact', 'RUN conda install -y numpy && hatch version', []],
    ['unknown', 'RUN xargs pip install < list', []],
    ['unknown', 'RUN a=b | pip install -r -', []],
    ['exact', 'RUN a=b | sh', []],
    ['unknown', 'RUN a=b | xargs pip install', []],
    ['unknown', 'RUN find . -name x -exec pip install {} \\;', []],
    ['unknown', 'RUN if then pip install ./receipt_dynamo', ['receipt-dynamo']],
    [
      'exact',
      'RUN dnf install -y gcc && echo $(date) && make -C /tmp/zlib',
      [],
    ],
    ['exact', 'RUN curl -LsSf https://astral.sh/uv/install.sh | sh', []],
    ['exact', 'RUN python hello.py && python -c "import boto3"', []],
    ['exact', 'RUN pip install "boto3==${V}" --index-url $INDEX', []],
    ['exact', 'RUN pip install git+https://x/y@$REF', []],
    [
      'exact',
      'RUN python -m venv /v && . /v/bin/activate && pip install ./receipt_dynamo',
      ['receipt-dynamo'],
    ],
  ])('is %s about %s', async (confidence, text, expected) => {
    const { lambda } = await read(text);
    expect(lambda.confidence).toBe(confidence);
    expect(lambda.confidenceLine).toBe(confidence === 'exact' ? null : 4);
    expect(names(lambda.installs)).toEqual(expected);
  });

  it.each(['if x; then y; fi', '(y)', 'case $x in a) y ;; esac'])(
    'gives up on %s again and again with many variables',
    async command => {
      const variables = Array.from({ length: 3_000 }, (_, i) => `v${i}=1`);
      const { lambda } = await read(
        `RUN ${variables.join('; ')}; ${`${command}; `.repeat(3_000)} true`,
      );
      expect(lambda.confidence).toBe('unknown');
    },
  );

  it.each([
    'w="${v//a/$v}"',
    'w+=$v$w',
    'set -- "$@" "$@"',
    'printf "$v%s" "$@" > f',
    'cat f f f f >> f',
    'l+=("${l[@]}")',
  ])('lets no text grow without bound by %s', async command => {
    const { lambda } = await read(
      `SHELL ["/bin/bash", "-c"]\nRUN v=${'a'.repeat(10_000)}; w=$v; l=(a b); set -- a b; echo $v > f; ${`${command}; `.repeat(50)} pip install ./receipt_dynamo`,
    );
    expect(names(lambda.installs)).toEqual(['receipt-dynamo']);
  });

  it('tells the line and the place of each command', async () => {
    const text =
      'RUN dnf install -y gcc \\\n # comment\n && pip install ./receipt_dynamo \\\n' +
      ' && pip install --no-deps ./receipt_label';
    const { lambda } = await read(text);
    expect(
      lambda.commands.map(
        ({ order, line, noDependencies, packages, range }) => ({
          order,
          line,
          noDependencies,
          packages: names(packages),
          text: `${START}${text}`.slice(range.start, range.end),
        }),
      ),
    ).toEqual([
      {
        order: 0,
        line: 6,
        noDependencies: false,
        packages: ['receipt-dynamo'],
        text: 'pip install ./receipt_dynamo',
      },
      {
        order: 1,
        line: 7,
        noDependencies: true,
        packages: ['receipt-label'],
        text: 'pip install --no-deps ./receipt_label',
      },
    ]);
  });

  it.each<[string, string, string[]]>([
    [
      'the packages of the interpreter',
      'RUN pip install ./receipt_dynamo\nFROM x\nCOPY --from=0 /usr/local/lib/python3.12/site-packages /usr/local/lib/python3.12/site-packages',
      ['receipt-dynamo'],
    ],
    [
      'a pattern for them',
      'RUN pip install ./receipt_dynamo\nFROM x\nCOPY --from=0 /var/lang/lib/python*/site-packages/ /opt/',
      ['receipt-dynamo'],
    ],
    [
      'a target folder',
      'RUN pip install -t /asset ./receipt_dynamo\nFROM x\nCOPY --from=0 /asset ${LAMBDA_TASK_ROOT}',
      ['receipt-dynamo'],
    ],
    [
      'what is in a target folder',
      'RUN pip install --target=/asset ./receipt_dynamo\nFROM x\nCOPY --from=0 /asset/* /var/task/',
      ['receipt-dynamo'],
    ],
    [
      'a target folder above',
      'RUN pip install -t out/python ./receipt_dynamo\nFROM x\nCOPY --from=0 /s/out /opt',
      ['receipt-dynamo'],
    ],
    [
      'one import package of it',
      'RUN pip install -t /asset ./receipt_dynamo ./receipt_label\nFROM x\nCOPY --from=0 /asset/receipt_label /var/task/receipt_label',
      ['receipt-label'],
    ],
    [
      'a virtual environment',
      'RUN python -m venv /v\nENV PATH="/v/bin:$PATH"\nRUN pip install ./receipt_dynamo\nFROM x\nCOPY --from=0 /v /v',
      ['receipt-dynamo'],
    ],
    [
      'packages of a virtual environment',
      'RUN python -m venv /v && /v/bin/pip install ./receipt_dynamo\nFROM x\nCOPY --from=0 /v/lib/python3.12/site-packages/ /var/task/',
      ['receipt-dynamo'],
    ],
    [
      'a user folder',
      'RUN pip install --user ./receipt_dynamo\nFROM x\nCOPY --from=0 /root/.local /root/.local',
      ['receipt-dynamo'],
    ],
    [
      'a prefix',
      'RUN pip install --prefix=/install ./receipt_dynamo\nFROM x\nCOPY --from=0 /install /usr/local',
      ['receipt-dynamo'],
    ],
    [
      'the environment of uv',
      'ENV UV_PROJECT_ENVIRONMENT=/function\nRUN cd receipt_label && uv sync\nFROM x\nCOPY --from=0 /function /function',
      ['receipt-dynamo', 'receipt-label'],
    ],
    [
      'a copy of a target folder',
      'RUN pip install -t /a ./receipt_dynamo && cp -r /a/. /b\nFROM x\nCOPY --from=0 /b /var/task',
      ['receipt-dynamo'],
    ],
    [
      'two stages',
      'RUN pip install -t /a ./receipt_dynamo\nFROM x AS y\nCOPY --from=0 /a /b\nFROM z\nCOPY --from=y /b /c',
      ['receipt-dynamo'],
    ],
    [
      'wheels',
      'RUN pip wheel -w /w ./receipt_dynamo\nFROM x\nCOPY --from=0 /w /w\nRUN pip install /w/*',
      ['receipt-dynamo'],
    ],
    [
      'a stage that it stands on',
      'RUN pip install ./receipt_dynamo\nFROM one',
      ['receipt-dynamo'],
    ],
    [
      'something else',
      'RUN pip install ./receipt_dynamo\nFROM x\nCOPY --from=0 /usr/bin/git /usr/bin/git',
      [],
    ],
    [
      'a stage that is not used',
      'RUN pip install ./receipt_dynamo\nFROM x',
      [],
    ],
  ])('carries %s to the final stage', async (_, text, expected) => {
    const { lambda } = await readLambda(
      `FROM public.ecr.aws/lambda/python:3.12 AS one\nWORKDIR /s\nCOPY . .\n${text}\nENTRYPOINT ["python", "-m", "awslambdaric"]\n`,
      FILES,
      [declaration({ context: '.' })],
    );
    expect({
      installs: names(lambda.installs),
      confidence: lambda.confidence,
    }).toEqual({ installs: expected, confidence: 'exact' });
  });

  it.each<[string, string, string]>([
    [
      'a folder without a manifest',
      'RUN pip install ./empty',
      'error unknown-package infra/label_lambda/Dockerfile:4',
    ],
    [
      'what is not in the context',
      'COPY nope /n\nRUN pip install /n',
      'error unknown-package infra/label_lambda/Dockerfile:5',
    ],
    [
      'a name that only looks internal',
      'RUN pip install receipt-nope',
      'warning unknown-package infra/label_lambda/Dockerfile:4',
    ],
  ])('reports an install of %s', async (_, text, expected) => {
    const { diagnostics } = await read(text);
    expect(diagnostics).toContain(expected);
  });

  it.each([
    'RUN pip install boto3 receipt-nope==1.0 other',
    'RUN pip install https://example.org/x.zip ./receipt_dynamo',
    'RUN git clone https://x/y && pip install ./y',
    'COPY --from=other:1 /pkg /pkg\nRUN pip install /pkg',
  ])('reports nothing for %s', async text => {
    const { diagnostics } = await read(text);
    expect(diagnostics).toEqual([]);
  });
});
