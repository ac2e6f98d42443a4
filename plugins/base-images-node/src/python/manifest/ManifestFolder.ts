import { isUtf8 } from 'node:buffer';
import { posix } from 'node:path';
import { isError } from '@backstage/errors';
import { Diagnostic } from '@base-images/backstage-plugin-base-images-common';
import { SourceTree } from '../../source/SourceTree';
import { FindingPlace } from './FindingPlace';
import { lineOfInvalidUtf8 } from './lineOfInvalidUtf8';

/** Links that lead on to others; more may go in circles. */
const MAXIMUM_HOPS = 16;

/** The folder of one package while its manifests are read: its files, and what is wrong with them. */
export class ManifestFolder {
  readonly diagnostics: Diagnostic[] = [];

  constructor(
    private readonly tree: SourceTree,
    /** Path from the root of the source tree; `.` for the root. */
    readonly path: string,
  ) {}

  /** The path from the root of a file that this folder names relatively, or undefined when it leaves the tree. */
  resolve(relative: string): string | undefined {
    if (relative.startsWith('/')) {
      return undefined;
    }
    return insideTree(posix.join(this.path, relative));
  }

  /** Whether a regular file of that path from the root exists. */
  has(path: string | undefined): path is string {
    return path !== undefined && this.tree.files.get(path)?.type === 'file';
  }

  /**
   * The path from the root of the regular file that this folder names relatively, with symbolic links followed as a program that opens
   * it does; undefined where there is none in the tree.
   */
  async find(relative: string): Promise<string | undefined> {
    let path = this.resolve(relative);
    for (let hop = 0; path !== undefined && hop < MAXIMUM_HOPS; hop++) {
      const link = this.#linkIn(path);
      if (link === undefined) {
        break;
      }
      const text = await this.readText(link);
      const rest = path.slice(link.length + 1);
      path =
        text === undefined || text.startsWith('/')
          ? undefined
          : insideTree(posix.join(posix.dirname(link), text, rest));
    }
    return this.has(path) ? path : undefined;
  }

  /** The first part of a path that is a symbolic link. */
  #linkIn(path: string): string | undefined {
    const parts = path.split('/');
    return parts
      .map((_, index) => parts.slice(0, index + 1).join('/'))
      .find(part => this.tree.files.get(part)?.type === 'symlink');
  }

  /** The text of a file, by its path from the root; undefined, with a diagnostic, when it cannot be read as UTF-8. */
  async readText(path: string): Promise<string | undefined> {
    let content: Buffer;
    try {
      content = await this.tree.read(path);
    } catch (error) {
      // By name, since several copies of the errors package may be installed.
      if (!isError(error) || error.name !== 'InputError') {
        throw error;
      }
      this.invalidManifest(
        { file: path },
        `${error.message}.`,
        'Make the file smaller.',
      );
      return undefined;
    }
    if (!isUtf8(content)) {
      this.invalidManifest(
        { file: path, line: lineOfInvalidUtf8(content) },
        'The file is not UTF-8.',
        'Save the file as UTF-8.',
      );
      return undefined;
    }
    return content.toString('utf8');
  }

  invalidManifest(
    place: FindingPlace,
    message: string,
    help: string = 'Correct the file as the pyproject.toml specification says.',
  ): void {
    this.report('invalid-manifest', 'error', place, message, help);
  }

  report(
    code: string,
    severity: Diagnostic['severity'],
    { file, line, column }: FindingPlace,
    message: string,
    help: string,
  ): void {
    this.diagnostics.push({
      code,
      severity,
      file,
      line: line ?? null,
      column: column ?? null,
      message,
      help,
    });
  }
}

/** A path without `/` at its end; undefined where it leaves the tree. */
function insideTree(path: string): string | undefined {
  return path === '..' || path.startsWith('../')
    ? undefined
    : path.replace(/(?<=.)\/$/, '');
}
