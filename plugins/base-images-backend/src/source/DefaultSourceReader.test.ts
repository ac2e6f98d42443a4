import { mkdir, readdir, symlink } from 'node:fs/promises';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { UrlReaderService } from '@backstage/backend-plugin-api';
import { NotFoundError, NotModifiedError } from '@backstage/errors';
import { targetPaths } from '@backstage/cli-common';
import { relative } from 'node:path';
import { DefaultSourceReader } from './DefaultSourceReader';
import { SourceFiles } from './SourceReader';

const url = 'https://github.com/acme/receipts/tree/main';
const commit = '0123456789abcdef0123456789abcdef01234567';

describe('DefaultSourceReader', () => {
  const temporary = createMockDirectory();
  const folder = createMockDirectory();
  const readTree = jest.fn<
    ReturnType<UrlReaderService['readTree']>,
    Parameters<UrlReaderService['readTree']>
  >();
  const reader = DefaultSourceReader.create({
    config: mockServices.rootConfig({
      data: { backend: { workingDirectory: temporary.path } },
    }),
    urlReader: mockServices.urlReader.mock({ readTree }),
  });
  const use = jest.fn(async ({ tree, etag }: SourceFiles) => ({
    paths: [...tree.files.keys()],
    revision: tree.revision,
    etag,
  }));
  const read = (
    target: string,
    options: { etag?: string; signal?: AbortSignal } = {},
  ) =>
    reader.read(
      target.startsWith('https:')
        ? { type: 'url', url: target }
        : { type: 'folder', path: target },
      {
        etag: options.etag,
        signal: options.signal ?? new AbortController().signal,
      },
      use,
    );

  beforeEach(() => {
    jest.clearAllMocks();
    temporary.clear();
    folder.setContent({
      '.gitignore': 'ignored\n',
      'int-a/pyproject.toml': '',
      ignored: '',
    });
    readTree.mockImplementation(async () => ({
      etag: commit,
      files: jest.fn(),
      archive: jest.fn(),
      dir: async options => {
        const path = options!.targetDir!;
        await mkdir(`${path}/int-b`);
        await symlink('/etc', `${path}/int-b/link`);
        return path;
      },
    }));
  });

  const leftovers = () => readdir(temporary.path);

  it('reads a URL into a temporary folder, at the commit of its ETag', async () => {
    expect(await read(url, { etag: 'before' })).toEqual({
      result: { paths: ['int-b/link'], revision: commit, etag: commit },
    });
    expect(readTree).toHaveBeenCalledWith(
      url,
      expect.objectContaining({ etag: 'before' }),
    );
    expect(await leftovers()).toEqual([]);
  });

  it('takes no other ETag for a commit', async () => {
    const response = await readTree(url);
    readTree.mockResolvedValue({ ...response, etag: 'W/"5-abc"' });
    expect(await read(url)).toEqual({
      result: { paths: ['int-b/link'], revision: null, etag: 'W/"5-abc"' },
    });
  });

  it('says that a URL has not changed', async () => {
    readTree.mockRejectedValue(new NotModifiedError());
    expect(await read(url, { etag: commit })).toBeUndefined();
    expect(use).not.toHaveBeenCalled();
    expect(await leftovers()).toEqual([]);
  });

  it('tells what to do about a URL that cannot be read', async () => {
    readTree.mockRejectedValue(new NotFoundError('404 Not Found.'));
    await expect(read(url)).rejects.toMatchObject({
      name: 'ScanError',
      message: `Cannot read ${url}: 404 Not Found. Check the URL, and that 'integrations' of the configuration has credentials that may read it`,
    });
  });

  it('cleans up when the files cannot be used', async () => {
    use.mockRejectedValueOnce(new Error('broken'));
    await expect(read(url)).rejects.toThrow('broken');
    expect(await leftovers()).toEqual([]);
  });

  it('stops when it is told to', async () => {
    const controller = new AbortController();
    const response = await readTree(url);
    readTree.mockImplementation(async () => {
      controller.abort(new Error('stopped'));
      return response;
    });
    await expect(read(url, { signal: controller.signal })).rejects.toThrow(
      'stopped',
    );
    expect(use).not.toHaveBeenCalled();
    expect(await leftovers()).toEqual([]);
  });

  it('reads a folder, without what git ignores', async () => {
    const expected = {
      result: {
        paths: ['.gitignore', 'int-a/pyproject.toml'],
        revision: null,
        etag: undefined,
      },
    };
    expect(await read(folder.path)).toEqual(expected);
    expect(await read(relative(targetPaths.rootDir, folder.path))).toEqual(
      expected,
    );
  });

  it.each([
    ['missing', 'There is no folder'],
    ['.gitignore', 'is not a folder'],
  ])('tells what to do about a folder that is %s', async (path, message) => {
    await expect(read(`${folder.path}/${path}`)).rejects.toMatchObject({
      name: 'ScanError',
      message: expect.stringMatching(
        `${message}.* A relative target starts at the root of the Backstage project`,
      ),
    });
  });
});
