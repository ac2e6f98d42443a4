import { posix } from 'node:path';
import { BaseImageDeclaration } from '../declaration/BaseImageDeclaration';
import { isLockFile } from '../hash/lock/readLockFile';
import {
  parseRequirementsFile,
  RequirementsLine,
} from '../python/parseRequirementsFile';
import { SourceTree } from '../source/SourceTree';

/** A larger file is no list that people or tools write for an image. */
const MAX_BYTES = 2_000_000;
const MAX_FILES = 200;

/**
 * The requirements and constraints files that declarations name, with those that these name in turn. What is not there, or
 * cannot be read, is left out.
 */
export async function readRequirementsFiles(
  tree: SourceTree,
  declarations: readonly Pick<
    BaseImageDeclaration,
    'constraints' | 'requirements'
  >[],
): Promise<Map<string, RequirementsLine[]>> {
  const files = new Map<string, RequirementsLine[]>();
  const pending = declarations
    .flatMap(({ constraints, requirements }) => [
      ...(constraints ? [constraints] : []),
      ...requirements,
    ])
    .map(({ path }) => path)
    .filter(path => !isLockFile(path));
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const file = tree.files.get(path);
    if (
      file?.type !== 'file' ||
      file.size > MAX_BYTES ||
      files.has(path) ||
      files.size === MAX_FILES
    ) {
      continue;
    }
    const text = await tree.read(path).then(
      content => content.toString('utf8'),
      () => undefined,
    );
    if (text !== undefined) {
      const lines = parseRequirementsFile(text);
      files.set(path, lines);
      pending.push(
        ...includedFiles(path, lines).flatMap(item => item.path ?? []),
      );
    }
  }
  return files;
}

/** A file that another one includes; its path is undefined outside of the tree. */
export interface IncludedFile {
  written: string;
  line: number;
  path: string | undefined;
}

/** The files that a requirements file includes (`-r`, `-c`), as paths from the root of the tree. */
export function includedFiles(
  path: string,
  lines: readonly RequirementsLine[],
): IncludedFile[] {
  return lines.flatMap(item => {
    if (item.type !== 'file') {
      return [];
    }
    const joined = posix.join(posix.dirname(path), item.path);
    const isInside =
      !/^[a-z][a-z0-9+.-]*:/i.test(item.path) &&
      !item.path.startsWith('/') &&
      !/^\.\.(?:\/|$)/.test(joined);
    return {
      written: item.path,
      line: item.line,
      path: isInside ? joined : undefined,
    };
  });
}
