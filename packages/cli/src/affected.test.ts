import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';

const COMMAND = require.resolve('../bin/base-images');
const RECEIPTS = resolve(__dirname, '../../../examples/receipts');

const directory = createMockDirectory();
const at = (path: string) => join(directory.path, path);

function git(folder: string, ...args: string[]): string {
  const settings = [
    'user.name=n',
    'user.email=n@example.com',
    'commit.gpgsign=false',
  ];
  return execFileSync(
    'git',
    [...settings.flatMap(setting => ['-c', setting]), ...args],
    { cwd: at(folder), encoding: 'utf8', stdio: 'pipe' },
  ).trim();
}

function commit(): string {
  git('clone', 'add', '--all');
  git('clone', 'commit', '--quiet', '--message', 'c');
  return git('clone', 'rev-parse', 'HEAD');
}

function write(path: string, content: string) {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), content);
}

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [COMMAND, 'affected', ...args],
    {
      cwd: directory.path,
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '' },
    },
  );
  return { status, stdout, stderr };
}

interface Item {
  kind: string;
  id: string;
  change: string;
  path: { name: string }[];
}

/** What is affected, as `change id: path`. */
function affectedSince(revision: string, folder = 'clone'): string[] {
  const { status, stdout } = run(
    folder,
    '--since',
    revision,
    '--format',
    'json',
  );
  expect(status).toBe(0);
  return JSON.parse(stdout).affected.map(
    ({ change, id, path }: Item) =>
      `${change} ${id}: ${path.map(({ name }) => name).join(' → ')}`,
  );
}

// Each command is a process of its own that compiles the sources first.
jest.setTimeout(60_000);

let first: string;

beforeEach(() => {
  directory.setContent({ clone: {} });
  cpSync(RECEIPTS, at('clone/receipts'), { recursive: true });
  write('clone/other/README.md', 'other');
  git('clone', 'init', '--quiet', '--initial-branch', 'main');
  first = commit();
});

describe('base-images affected', () => {
  it('says so when nothing is affected', () => {
    write('clone/receipts/NOTES.md', 'new');
    write('clone/other/README.md', 'new');
    expect(run('clone/receipts', '--since', 'HEAD')).toMatchObject({
      status: 0,
      stdout: `1 changed file since ${first.slice(0, 12)}; nothing is affected\n`,
    });
    const { stdout } = run(
      'clone/receipts',
      '--since',
      'main',
      '--format',
      'json',
    );
    expect(JSON.parse(stdout)).toEqual({
      since: first,
      revision: null,
      changedFiles: ['NOTES.md'],
      affected: [],
      uncertain: [],
    });
  });

  it('follows an edit over packages and base images to Lambdas, committed or not', () => {
    write('clone/receipts/receipt_upload/README.md', 'new');
    const { stdout } = run('clone/receipts', '--since', first);
    expect(stdout)
      .toBe(`1 changed file since ${first.slice(0, 12)}: 1 package, 0 base images, 2 Lambdas affected

KIND     NAME            CHANGE   PATH
package  receipt-upload  changed  receipt_upload/README.md → package receipt-upload
lambda   import-lambda   changed  receipt_upload/README.md → package receipt-upload → Lambda infra/import_lambda/Dockerfile
lambda   upload-lambda   changed  receipt_upload/README.md → package receipt-upload → Lambda infra/upload_lambda/Dockerfile
`);
    const second = commit();
    expect(run('clone/receipts', '--since', first).stdout).toBe(stdout);
    expect(affectedSince(second, 'clone/receipts')).toEqual([]);

    write('clone/receipts/receipt_label/receipt_label/new.py', '');
    expect(affectedSince(second, 'clone/receipts')).toEqual(
      expect.arrayContaining([
        'changed receipt-label: receipt_label/receipt_label/new.py → receipt-label',
        'reached receipt-agent: receipt_label/receipt_label/new.py → receipt-label → receipt-agent',
        'reached agent-deps: receipt_label/receipt_label/new.py → receipt-label → receipt-label → agent-deps',
        'changed infra/label_lambda/Dockerfile: receipt_label/receipt_label/new.py → receipt-label → infra/label_lambda/Dockerfile',
      ]),
    );
  });

  it('follows handlers, Dockerfiles and declarations, of the whole work tree and of a folder', () => {
    write('clone/receipts/infra/list_lambda/handler.py', 'x = 1\n');
    expect(affectedSince('HEAD', 'clone/receipts')).toEqual([
      'changed infra/list_lambda/Dockerfile: infra/list_lambda/handler.py → infra/list_lambda/Dockerfile',
    ]);
    expect(affectedSince('HEAD')).toEqual([
      'changed receipts/infra/list_lambda/Dockerfile: receipts/infra/list_lambda/handler.py → receipts/infra/list_lambda/Dockerfile',
    ]);
    const second = commit();
    write('clone/receipts/infra/label_lambda/Dockerfile', 'FROM scratch\n');
    rmSync(at('clone/receipts/infra/upload_lambda'), { recursive: true });
    write('clone/receipts/base-images.yaml', 'version: 1\n');
    expect(affectedSince(second, 'clone/receipts')).toEqual(
      expect.arrayContaining([
        'removed agent-deps: base-images.yaml → agent-deps',
        'removed infra/upload_lambda/Dockerfile: infra/upload_lambda/Dockerfile → infra/upload_lambda/Dockerfile',
      ]),
    );
  });

  it('follows packages that move, come and go', () => {
    git('clone', 'mv', 'receipts/receipt_upload', 'receipts/moved');
    expect(affectedSince('HEAD', 'clone/receipts')).toEqual([
      'changed infra/import_lambda/Dockerfile: receipt_upload/pyproject.toml → infra/import_lambda/Dockerfile',
      'changed infra/upload_lambda/Dockerfile: receipt_upload/pyproject.toml → infra/upload_lambda/Dockerfile',
    ]);
    renameSync(at('clone/receipts/moved'), at('clone/receipts/receipt_upload'));
    write('clone/receipts/new/pyproject.toml', '[project]\nname = "New"\n');
    expect(affectedSince('HEAD', 'clone/receipts')).toEqual([
      'added new: new/pyproject.toml → new',
    ]);
    // What was not there then is added now.
    write('clone/later/pyproject.toml', '[project]\nname = "later"\n');
    expect(affectedSince('HEAD', 'clone/later')).toEqual([
      'added later: pyproject.toml → later',
    ]);
  });

  it.each([
    [['clone', '--since', '--help'], 'There is no commit \\"--help\\" here'],
    [['clone', '--since', '-n'], 'There is no commit \\"-n\\" here'],
    [['clone', '--since', 'nope'], 'fetch it first'],
    [['clone', '--since', ''], 'There is no commit'],
    [['clone'], "required option '--since <revision>' not specified"],
    [['clone', '--since'], 'argument missing'],
    [['.', '--since', 'HEAD'], 'is not in a git work tree'],
    [['none', '--since', 'HEAD'], 'There is no folder none'],
  ])('%j ends with 2 and says what to do', (args, message) => {
    const { status, stdout, stderr } = run(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message.replaceAll('\\', ''));
  });

  it('says how to get the history that a shallow clone lacks', () => {
    write('clone/other/README.md', 'new');
    commit();
    git(
      '.',
      'clone',
      '--quiet',
      '--depth',
      '1',
      `file://${at('clone')}`,
      'shallow',
    );
    const { status, stderr } = run('shallow', '--since', first);
    expect(status).toBe(2);
    expect(stderr).toContain('git fetch --unshallow');
    expect(affectedSince('HEAD', 'shallow')).toEqual([]);
  });
});
