import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { targetPaths } from '@backstage/cli-common';
import {
  RootConfigService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { isError, isErrorWithName } from '@backstage/errors';
import {
  FolderSourceTree,
  SourceTree,
} from '@base-images/backstage-plugin-base-images-node';
import { SourceTarget } from '../config/SourceConfig';
import { SourceFiles, SourceReader } from './SourceReader';
import { ScanError } from '../scan/ScanError';

/** Reads URLs with the URL readers of the backend, and folders of its machine. */
export class DefaultSourceReader implements SourceReader {
  static create(options: {
    config: RootConfigService;
    urlReader: UrlReaderService;
  }): DefaultSourceReader {
    return new DefaultSourceReader(
      options.urlReader,
      options.config.getOptionalString('backend.workingDirectory') ?? tmpdir(),
    );
  }

  readonly #urlReader: UrlReaderService;
  readonly #temporaryFolder: string;

  private constructor(urlReader: UrlReaderService, temporaryFolder: string) {
    this.#urlReader = urlReader;
    this.#temporaryFolder = temporaryFolder;
  }

  async read<T>(
    target: SourceTarget,
    options: {
      etag: string | undefined;
      previous?: SourceTree;
      signal: AbortSignal;
    },
    use: (files: SourceFiles) => Promise<T>,
  ): Promise<{ result: T } | undefined> {
    const { signal } = options;
    if (target.type === 'folder') {
      const tree = await openFolder(target.path, options);
      return { result: await use({ tree, etag: undefined }) };
    }
    const folder = await mkdtemp(
      join(this.#temporaryFolder, 'base-images-source-'),
    );
    try {
      const download = await this.#download(target.url, folder, options);
      if (!download) {
        return undefined;
      }
      signal.throwIfAborted();
      const { etag } = download;
      const tree = await FolderSourceTree.open(folder, {
        ignore: 'none',
        revision: isCommitId(etag) ? etag : undefined,
        signal,
      });
      return { result: await use({ tree, etag: etag || undefined }) };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Returns undefined, and writes nothing, when the files still are those of the ETag. */
  async #download(
    url: string,
    folder: string,
    options: { etag: string | undefined; signal: AbortSignal },
  ): Promise<{ etag: string } | undefined> {
    try {
      // Only some URL readers heed the signal, so the caller looks at it again.
      const response = await this.#urlReader.readTree(url, options);
      await response.dir({ targetDir: folder });
      return { etag: response.etag };
    } catch (error) {
      if (isErrorWithName(error, 'NotModifiedError')) {
        return undefined;
      }
      options.signal.throwIfAborted();
      throw new ScanError(
        `Cannot read ${url}: ${messageOf(
          error,
        )}. Check the URL, and that 'integrations' of the configuration has credentials that may read it`,
      );
    }
  }
}

async function openFolder(
  path: string,
  { previous, signal }: { previous?: SourceTree; signal: AbortSignal },
): Promise<FolderSourceTree> {
  try {
    return await FolderSourceTree.open(resolve(targetPaths.rootDir, path), {
      ignore: 'gitignore',
      previous,
      signal,
    });
  } catch (error) {
    signal.throwIfAborted();
    throw new ScanError(
      `${messageOf(
        error,
      )}. A relative target starts at the root of the Backstage project`,
    );
  }
}

/** Hosts give the commit as the ETag of a tree; other readers give something else. */
function isCommitId(etag: string): boolean {
  return /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(etag);
}

function messageOf(error: unknown): string {
  const message = isError(error) ? error.message : String(error);
  return message.replace(/\.$/, '');
}
