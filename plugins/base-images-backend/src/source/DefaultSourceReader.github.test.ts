import { execFileSync } from 'node:child_process';
import { chmodSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import {
  FolderSourceTree,
  hashTree,
} from '@base-images/backstage-plugin-base-images-node';
import { DefaultSourceReader } from './DefaultSourceReader';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';

/** The real URL reader of the backend, against a host that answers as GitHub does. */
describe('DefaultSourceReader with the GitHub URL reader', () => {
  const repository = createMockDirectory();
  let host: Server;
  let archives: number;
  let createArchive: () => Buffer;

  beforeAll(async () => {
    host = createServer((request, response) => {
      const base = `http://${request.headers.host}`;
      if (request.url?.startsWith('/repos/acme/receipts/commits/main/status')) {
        const archiveUrl = `${base}/archive/{archive_format}{/ref}`;
        response.setHeader('Content-Type', 'application/json');
        response.end(
          JSON.stringify({
            sha: COMMIT,
            repository: { archive_url: archiveUrl },
          }),
        );
      } else if (request.url === `/archive/tarball/${COMMIT}`) {
        archives += 1;
        response.end(createArchive());
      } else {
        response.writeHead(404).end();
      }
    });
    await new Promise<void>(resolve => {
      host.listen(0, '127.0.0.1', resolve);
    });
  });

  afterAll(async () => {
    host.closeAllConnections();
    await new Promise(resolve => {
      host.close(resolve);
    });
  });

  beforeEach(() => {
    archives = 0;
    createArchive = () =>
      execFileSync('tar', ['-czf', '-', 'acme-receipts-0123456'], {
        cwd: repository.path,
      });
    repository.setContent({
      'acme-receipts-0123456': {
        '.gitignore': 'data\n',
        'int-a': { 'pyproject.toml': '[project]', 'empty.py': '' },
        // Committed although it is ignored.
        data: { 'größe.json': '{}' },
      },
    });
    symlinkSync(
      'int-a/pyproject.toml',
      repository.resolve('acme-receipts-0123456/link'),
    );
  });

  function read(path: string, etag?: string) {
    const { port } = host.address() as AddressInfo;
    const config = mockServices.rootConfig({
      data: {
        integrations: {
          github: [
            { host: 'github.test', apiBaseUrl: `http://127.0.0.1:${port}` },
          ],
        },
      },
    });
    const reader = DefaultSourceReader.create({
      config,
      urlReader: UrlReaders.default({
        config,
        logger: mockServices.logger.mock(),
      }),
    });
    return reader.read(
      { type: 'url', url: `https://github.test/acme/${path}` },
      { etag, signal: new AbortController().signal },
      async ({ tree, etag: newEtag }) => ({
        files: [...tree.files.values()],
        revision: tree.revision,
        etag: newEtag,
        treeHash: hashTree(tree),
        findings: (tree.diagnostics ?? []).map(
          ({ code, file, line }) => `${code} ${file}:${line}`,
        ),
      }),
    );
  }

  it('sees the committed files, with the blob ids of git', async () => {
    const committed = await FolderSourceTree.open(
      repository.resolve('acme-receipts-0123456'),
      { ignore: 'none' },
    );
    expect([...committed.files.keys()]).toEqual([
      '.gitignore',
      'data/größe.json',
      'int-a/empty.py',
      'int-a/pyproject.toml',
      'link',
    ]);
    expect(await read('receipts/tree/main')).toEqual({
      result: {
        files: [...committed.files.values()],
        revision: COMMIT,
        etag: COMMIT,
        treeHash: hashTree(committed),
        findings: [],
      },
    });
  });

  describe('of a commit that git has checked out', () => {
    const folder = () => repository.resolve('acme-receipts-0123456');
    const git = (...args: string[]) =>
      execFileSync(
        'git',
        ['-c', 'user.name=n', '-c', 'user.email=n@example.com', ...args],
        { cwd: folder(), maxBuffer: 10_000_000 },
      );

    /** Commits everything; the host then gives the archives that git makes, as GitHub does. */
    function commit(files: Record<string, string> = {}) {
      for (const [path, text] of Object.entries(files)) {
        writeFileSync(`${folder()}/${path}`, text);
      }
      git('init', '--quiet');
      git('add', '--all', '--force');
      git('commit', '--quiet', '--message', 'first');
      createArchive = () =>
        git('archive', '--format=tar.gz', '--prefix=acme-receipts-0/', 'HEAD');
    }

    it('agrees with the checkout: empty files, symlinks, modes and names included', async () => {
      chmodSync(`${folder()}/int-a/pyproject.toml`, 0o755);
      symlinkSync('../int-a', `${folder()}/data/folder`);
      symlinkSync('nowhere', `${folder()}/broken`);
      commit();
      const checkout = await FolderSourceTree.open(folder());
      const outcome = await read('receipts/tree/main');
      expect(outcome?.result.files).toEqual([...checkout.files.values()]);
      expect(outcome?.result.treeHash).toBe(hashTree(checkout));
      expect(outcome?.result.findings).toEqual([]);
      expect(checkout.files.size).toBe(7);
    });

    it('lacks links that lead out of it, which the checkout tells', async () => {
      symlinkSync('/etc/hosts', `${folder()}/data/hosts`);
      commit();
      const checkout = await FolderSourceTree.open(folder());
      expect(checkout.diagnostics).toEqual([
        expect.objectContaining({ code: 'link-outside', file: 'data/hosts' }),
      ]);
      const outcome = await read('receipts/tree/main');
      expect(outcome?.result.files).toEqual(
        [...checkout.files.values()].filter(
          ({ path }) => path !== 'data/hosts',
        ),
      );
    });

    it('tells where it cannot know the committed bytes', async () => {
      commit({
        '.gitattributes':
          'version.txt export-subst\nsecret.txt export-ignore\n*.bat eol=crlf\n',
        'version.txt': '$Format:%H$\n',
        'secret.txt': '',
        'run.bat': 'echo\n',
      });
      const checkout = await FolderSourceTree.open(folder());
      expect(checkout.diagnostics).toEqual([]);
      const outcome = await read('receipts/tree/main');
      expect(outcome?.result.treeHash).not.toBe(hashTree(checkout));
      expect(outcome?.result.findings.sort()).toEqual([
        'unverified .gitattributes:1',
        'unverified .gitattributes:2',
        'unverified .gitattributes:3',
      ]);
    });
  });

  it('sees a folder of it', async () => {
    const outcome = await read('receipts/tree/main/int-a');
    expect(outcome?.result.files.map(file => file.path)).toEqual([
      'empty.py',
      'pyproject.toml',
    ]);
  });

  it('downloads nothing while the commit is the same', async () => {
    expect(await read('receipts/tree/main', COMMIT)).toBeUndefined();
    expect(archives).toBe(0);
  });

  it('tells what to do about a repository that is not there', async () => {
    await expect(read('gone/tree/main')).rejects.toMatchObject({
      name: 'ScanError',
      message: expect.stringMatching(
        /^Cannot read https:\/\/github\.test\/acme\/gone\/tree\/main: .*404 Not Found\. Check the URL, and that 'integrations'/,
      ),
    });
  });
});
