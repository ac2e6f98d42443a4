import { LockFile, LockReference } from './LockFile';
import { isLockFile, readLockFile } from './readLockFile';
import { sliceLock } from './sliceLock';

const UV = `version = 1
[manifest]
members = ["app"]

[[package]]
name = "app"
version = "1"
source = { editable = "app" }
dependencies = [{ name = "numpy", version = "1" }, { name = "http", extra = ["Fast"] }]

[[package]]
name = "numpy"
version = "1"
source = { registry = "https://index.example" }
sdist = { url = "https://a.example/numpy-1.tar.gz", hash = "sha256:s1", size = 1, upload-time = "2026-01-01" }
wheels = [
  { url = "https://a.example/n-1-b.whl", hash = "sha256:w2" },
  { url = "https://a.example/n-1-a.whl", hash = "sha256:w1" },
]

[[package]]
name = "numpy"
version = "2"
source = { registry = "https://index.example" }
wheels = [{ url = "https://a.example/n-2.whl", hash = "sha256:w3" }]

[[package]]
name = "http"
version = "3"
source = { git = "https://git.example/http?rev=main#0123" }
dependencies = [{ name = "loop", marker = "sys_platform == 'win32'" }]
[package.optional-dependencies]
fast = [{ name = "speed" }]
slow = [{ name = "snail" }]
[package.dev-dependencies]
dev = [{ name = "pytest" }]

[[package]]
name = "loop"
version = "1"
source = { registry = "https://index.example" }
dependencies = [{ name = "http" }]

[[package]]
name = "speed"
version = "1"

[[package]]
name = "snail"
version = "1"

[[package]]
name = "pytest"
version = "1"
`;

const POETRY = `[[package]]
name = "Jaraco.Text"
version = "1"
files = [{ file = "b.whl", hash = "sha256:2" }, { file = "a.whl", hash = "sha256:1" }]

[package.dependencies]
inflect = ">=4"
six = [{ version = "*", markers = "python_version < '3'" }, { version = ">1", extras = ["Very_Fast"] }]
pytest = { version = "*", optional = true }

[package.extras]
Testing = ["pytest (>=6)", "inflect[more,most] (>4) ; python_version > '3'"]

[[package]]
name = "inflect"
version = "5"
files = []
[package.extras]
most = ["typeguard"]
[package.source]
type = "git"
url = "https://git.example/inflect"
resolved_reference = "0123"

[[package]]
name = "six"
version = "1"
[package.extras]
very-fast = ["numpy (==1)"]

[[package]]
name = "pytest"
version = "7"
[[package]]
name = "typeguard"
version = "2"
[[package]]
name = "numpy"
version = "1"

[metadata]
lock-version = "2.1"
content-hash = "abc"
`;

function read(path: string, text: string): LockFile {
  const lock = readLockFile(path, text);
  expect(lock).toBeDefined();
  return lock!;
}

const reference = (text: string): LockReference => {
  const [name, extras] = text.split('[');
  return { name, extras: extras ? extras.replace(']', '').split(',') : [] };
};

const slice = (lock: LockFile, ...roots: string[]) =>
  sliceLock(lock, roots.map(reference))?.map(identity => {
    const [name, version] = JSON.parse(identity);
    return `${name} ${version}`;
  });

describe('the slice of a lock', () => {
  it('is what requirements reach in uv.lock, extras included, development groups not', () => {
    const lock = read('uv.lock', UV);
    expect(slice(lock, 'loop')).toEqual(['http 3', 'loop 1']);
    expect(slice(lock, 'http[fast]')).toEqual(['http 3', 'loop 1', 'speed 1']);
    expect(slice(lock, 'numpy')).toEqual(['numpy 1', 'numpy 2']);
    expect(slice(lock, 'app')).toEqual([
      'app 1',
      'http 3',
      'loop 1',
      'numpy 1',
      'speed 1',
    ]);
    expect(slice(lock, 'absent', 'snail[absent]')).toEqual(['snail 1']);
    expect(slice(lock)).toEqual([]);
  });

  it('is what requirements reach in poetry.lock', () => {
    const lock = read('a/poetry.lock', POETRY);
    expect(slice(lock, 'jaraco-text')).toEqual([
      'Jaraco.Text 1',
      'inflect 5',
      'numpy 1',
      'six 1',
    ]);
    expect(slice(lock, 'jaraco-text[testing]')).toEqual([
      'Jaraco.Text 1',
      'inflect 5',
      'numpy 1',
      'pytest 7',
      'six 1',
      'typeguard 2',
    ]);
  });

  it.each([
    ['a version', 'version = "3"', 'version = "4"', true],
    ['a source', '#0123', '#4567', true],
    ['a hash', 'sha256:w1', 'sha256:w9', true],
    ['the order of files', 'sha256:w1', 'sha256:w1', false],
    ['where a file lies', 'https://a.example', 'https://b.example', false],
    ['when a file was published', '2026-01-01', '2026-01-02', false],
    [
      'a distribution beside it',
      '"snail"\nversion = "1"',
      '"snail"\nversion = "2"',
      false,
    ],
  ])('follows %s', (_, before, after, changes) => {
    expect(UV).toContain(before);
    const of = (text: string) =>
      sliceLock(read('uv.lock', text), [reference('app')]);
    const changed = of(UV.split(before).join(after));
    expect(JSON.stringify(changed) !== JSON.stringify(of(UV))).toBe(changes);
  });

  it.each([
    ['requirements.txt', 'a==1'],
    ['pylock.toml', 'packages = []'],
    ['uv.lock', '[[package'],
    ['uv.lock', 'package = 1'],
    ['uv.lock', `a = ${'['.repeat(100_000)}`],
  ])('is not known of %s: %.20s', (path, text) => {
    expect(readLockFile(path, text)).toBeUndefined();
  });

  it('makes do with values of another kind', () => {
    const lock = read(
      'uv.lock',
      `[[package]]
name = "a"
dependencies = [1, { name = 2 }, { name = "b", extra = 1 }]
optional-dependencies = 1
wheels = 1
source = "x"
[[package]]
name = 1
[[package]]
name = "b"
dependencies = 1
sdist = [{ hash = 1 }]
`,
    );
    expect(slice(lock, 'a[x]')).toEqual(['a null', 'b null']);
    expect(isLockFile('a/uv.lock')).toBe(true);
  });

  it('is given up on a file that would take too long', () => {
    const entry = (version: number) =>
      `[[package]]\nname = "a"\nversion = "${version}"\ndependencies = [${'{name = "a"},'.repeat(20)}]\n`;
    const text = Array.from({ length: 1_000 }, (_, index) => entry(index));
    expect(slice(read('uv.lock', text.join('')), 'a')).toBeUndefined();
  });
});
