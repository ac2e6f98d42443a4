import { quoteForShell } from './quoting';

/** What one installation of a base image is told. */
export interface InstallScriptInputs {
  installer: 'pip' | 'uv';
  index: { url: string | undefined; extraUrls: readonly string[] };
  /** Constraints files, absolute. */
  constraints: readonly string[];
  /** Requirements files, absolute. */
  requirements: readonly string[];
  /** Folders with extras, or dependency specifiers. */
  targets: readonly string[];
}

/** Where uv is put when the image does not have it, with all that it leaves behind; never a part of the image. */
export const UV_FOLDER = '/tmp/uv';

/**
 * Settings of the parent with which an installer would put packages elsewhere, or ask an index for what is installed already.
 */
const UNSET: Record<'pip' | 'uv', readonly string[]> = {
  pip: [
    'PIP_TARGET',
    'PIP_PREFIX',
    'PIP_ROOT',
    'PIP_UPGRADE',
    'PIP_UPGRADE_STRATEGY',
    'PIP_FORCE_REINSTALL',
    'PIP_IGNORE_INSTALLED',
  ],
  uv: ['UV_SYSTEM_PYTHON', 'UV_PYTHON', 'UV_RESOLUTION', 'UV_COMPILE_BYTECODE'],
};

/** What is true while packages are installed: no bytecode, no questions, and one date for whatever is made. */
const SETTINGS: Record<'pip' | 'uv', readonly string[]> = {
  pip: [
    'PYTHONDONTWRITEBYTECODE=1',
    'SOURCE_DATE_EPOCH=315532800',
    'PIP_DISABLE_PIP_VERSION_CHECK=1',
    'PIP_NO_INPUT=1',
    'PIP_ROOT_USER_ACTION=ignore',
  ],
  uv: [
    'PYTHONDONTWRITEBYTECODE=1',
    'SOURCE_DATE_EPOCH=315532800',
    'PIP_DISABLE_PIP_VERSION_CHECK=1',
    'PIP_ROOT_USER_ACTION=ignore',
    'UV_LINK_MODE=copy',
    'UV_NO_CACHE=1',
    'UV_NO_PROGRESS=1',
    `TMPDIR=${UV_FOLDER}`,
    `PATH="$PATH:${UV_FOLDER}/bin"`,
  ],
};

/** Commands before anything is installed. They stand in `/`, where no file can take the place of a Python module. */
export function prepareScript(installer: 'pip' | 'uv'): string[] {
  return [
    'cd /',
    `unset ${UNSET[installer].join(' ')}`,
    `export ${SETTINGS[installer].join(' ')}`,
    ...(installer === 'uv'
      ? [
          `mkdir -p ${UV_FOLDER}`,
          `{ command -v uv || python3 -m pip install --quiet --no-cache-dir --no-compile --target ${UV_FOLDER} uv; }`,
          'python="$(python3 -c \'import sys; print(sys.executable)\')"',
        ]
      : []),
  ];
}

/** One command that installs. */
export function installCommand(inputs: InstallScriptInputs): string {
  const { installer, index, constraints, requirements, targets } = inputs;
  const start =
    installer === 'pip'
      ? 'python3 -m pip install --no-cache-dir --no-compile --no-user'
      : 'uv pip install --python "$python" --no-sources';
  const options = [
    ...(index.url === undefined ? [] : [['--index-url', index.url]]),
    ...index.extraUrls.map(url => ['--extra-index-url', url]),
    ...constraints.map(path => ['--constraint', path]),
    ...requirements.map(path => ['--requirement', path]),
  ].map(([name, value]) => `${name} ${quoteForShell(value)}`);
  return [start, ...options, ...targets.map(quoteForShell)].join(' \\\n      ');
}

/**
 * uv notes in every distribution when the folder that it comes from was changed, and no two builds would give the same image
 * with that: takes these notes away again.
 */
const FORGET_TIMES = [
  'import pathlib, sysconfig',
  '[(note.unlink(), record.write_bytes(b"".join(line for line in record.read_bytes().splitlines(True) if b"/uv_cache.json," not in line)))' +
    ' for note in pathlib.Path(sysconfig.get_path("purelib")).glob("*.dist-info/uv_cache.json") for record in [note.with_name("RECORD")]]',
].join('; ');

/** Commands after everything is installed: none of it may tell when that was. */
export function finishScript(installer: 'pip' | 'uv'): string[] {
  return installer === 'uv'
    ? [`python3 -c ${quoteForShell(FORGET_TIMES)}`]
    : [];
}

/** Whether everything that is installed fits together. */
export function checkCommand(installer: 'pip' | 'uv'): string {
  return installer === 'pip'
    ? 'python3 -m pip check'
    : 'uv pip check --python "$python"';
}
