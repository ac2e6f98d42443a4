import { isDeepStrictEqual } from 'node:util';
import {
  Diagnostic,
  Monorepo,
} from '@base-images/backstage-plugin-base-images-common';
import {
  DEFAULT_SOURCE_TREE_LIMITS,
  InMemorySourceTree,
  SourceTree,
  scan,
} from '@base-images/backstage-plugin-base-images-node';
import { InputError } from '@backstage/errors';
import { FuzzCase } from './FuzzCase';
import { mayLackLine } from './mayLackLine';

/** No case may take longer. */
export const MAX_CPU_MILLISECONDS = 1000;

/**
 * Scans a case, and checks what holds for every tree: nothing is thrown, the time is bounded, every finding stands in a file at a
 * line that it has, no path leaves the tree, and the result is plain JSON.
 *
 * @throws Error that says what does not hold.
 */
export async function checkScan({ files, symlinks }: FuzzCase): Promise<void> {
  const tree = withFileLimit(InMemorySourceTree.of(files, { symlinks }));
  const { monorepo, milliseconds } = await timedScan(tree);
  if (milliseconds > MAX_CPU_MILLISECONDS) {
    // Once more, since the first time may have paid for compilation and the garbage of others.
    const again = await timedScan(tree);
    if (again.milliseconds > MAX_CPU_MILLISECONDS) {
      throw new Error(
        `takes ${Math.round(Math.min(milliseconds, again.milliseconds))} ms`,
      );
    }
  }
  checkMonorepo(monorepo, tree, files);
}

/** Checks the result of a scan; `files` are the contents that the tree stands for. */
export function checkMonorepo(
  monorepo: Monorepo,
  tree: SourceTree,
  files: FuzzCase['files'],
): void {
  monorepo.diagnostics.forEach(item => checkDiagnostic(item, tree, files));
  for (const path of [
    ...monorepo.packages.map(item => item.manifest),
    ...monorepo.lambdas.map(item => item.dockerfile),
    ...monorepo.baseImages.map(item => item.file),
  ]) {
    if (!tree.files.has(path)) {
      throw new Error(`names a file that is not there: ${path}`);
    }
  }
  for (const { context } of monorepo.lambdas) {
    if (/^\/|^\.\.(?:\/|$)|\0/.test(context)) {
      throw new Error(`leaves the tree: ${context}`);
    }
  }
  if (!isDeepStrictEqual(JSON.parse(JSON.stringify(monorepo)), monorepo)) {
    throw new Error('is not plain JSON');
  }
}

async function timedScan(tree: SourceTree) {
  const start = process.cpuUsage();
  const monorepo = await scan(tree);
  const { user, system } = process.cpuUsage(start);
  return { monorepo, milliseconds: (user + system) / 1000 };
}

function checkDiagnostic(
  diagnostic: Diagnostic,
  tree: SourceTree,
  files: FuzzCase['files'],
): void {
  const { code, file, line, message, help } = diagnostic;
  const text = JSON.stringify(diagnostic);
  if (!message || !help || !code) {
    throw new Error(`says too little: ${text}`);
  }
  if (message.includes('cannot be read as infrastructure code')) {
    throw new Error(`a reader failed: ${text}`);
  }
  if (!tree.files.has(file)) {
    throw new Error(`stands in no file: ${text}`);
  }
  if (line === null) {
    if (!mayLackLine(diagnostic)) {
      throw new Error(`has no line: ${text}`);
    }
    return;
  }
  const lines = String(files[file] ?? '').split(/\r\n?|\n/).length;
  if (!Number.isInteger(line) || line < 1 || line > lines) {
    throw new Error(`stands at none of ${lines} lines: ${text}`);
  }
}

/** Refuses large files, as the trees of folders and hosts do. */
function withFileLimit(tree: SourceTree): SourceTree {
  return {
    revision: tree.revision,
    files: tree.files,
    async read(path) {
      const size = tree.files.get(path)?.size ?? 0;
      if (size > DEFAULT_SOURCE_TREE_LIMITS.maxFileBytes) {
        throw new InputError(`${path} has ${size} bytes, which is too large`);
      }
      return tree.read(path);
    },
  };
}
