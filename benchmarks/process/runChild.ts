import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How a child process ended. */
export type ChildResult<T> =
  | { outcome: 'finished'; value: T }
  | { outcome: 'failed'; message: string }
  | { outcome: 'timed out'; message: string };

export interface ChildOptions {
  timeoutSeconds: number;
  /** Options of Node.js, such as `--max-old-space-size=4096`. */
  nodeOptions?: string[];
}

/** The environment variable that names the file a child writes its result to. */
const RESULT_FILE = 'BENCHMARK_RESULT_FILE';

/**
 * Runs a script of this folder in a process of its own, so that a crash or a hang is a result and not the end. The script gives
 * its result to {@link finishChild}.
 */
export async function runChild<T>(
  script: string,
  args: readonly string[],
  { timeoutSeconds, nodeOptions = [] }: ChildOptions,
): Promise<ChildResult<T>> {
  const folder = mkdtempSync(join(tmpdir(), 'benchmark-'));
  const resultFile = join(folder, 'result.json');
  try {
    const child = spawn(
      process.execPath,
      [...nodeOptions, ...nodeTransform(), script, ...args],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
        env: { ...process.env, [RESULT_FILE]: resultFile },
      },
    );
    let messages = '';
    child.stderr.on('data', chunk => {
      messages = (messages + chunk).slice(-4000);
    });
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill('SIGKILL');
    }, timeoutSeconds * 1000);
    const [code, signal] = await new Promise<
      [number | null, NodeJS.Signals | null]
    >((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (...end) => resolve(end));
    });
    clearTimeout(timer);
    if (timedOut) {
      const message = `No result within ${timeoutSeconds} s`;
      return { outcome: 'timed out', message };
    }
    if (code !== 0) {
      const message = messages.trim() || `Ended with ${signal ?? code}`;
      return { outcome: 'failed', message };
    }
    return {
      outcome: 'finished',
      value: JSON.parse(readFileSync(resultFile, 'utf8')),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Where a child writes its result. */
export function resultFileOfChild(): string {
  const file = process.env[RESULT_FILE];
  if (!file) {
    throw new Error('This script is run by others; see README.md');
  }
  return file;
}

/** What makes Node.js run the TypeScript of the workspace; this process was started with the same. */
function nodeTransform(): string[] {
  return [
    '--require',
    require.resolve('@backstage/cli/config/nodeTransform.cjs'),
  ];
}
