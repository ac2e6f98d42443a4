import { isUtf8 } from 'node:buffer';
import { posix } from 'node:path';
import { isError } from '@backstage/errors';
import { Diagnostic } from '@base-images/backstage-plugin-base-images-common';
import { SourceTree } from '../../source/SourceTree';
import { FindingPlace } from './FindingPlace';
import { lineOfInvalidUtf8 } from './lineOfInvalidUtf8';

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
    const path = posix.normalize(posix.join(this.path, relative));
    return path === '..' || path.startsWith('../')
      ? undefined
      : path.replace(/(?<=.)\/$/, '');
  }

  /** Whether a regular file of that path from the root exists. */
  has(path: string | undefined): path is string {
    return path !== undefined && this.tree.files.get(path)?.type === 'file';
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
