import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Diagnostic } from '@base-images/backstage-plugin-base-images-common';
import { gitFailed, gitUnavailable } from '../sourceDiagnostics';
import { Git, GitFailedError, GitMissingError } from './Git';
import { readIndexVersion } from './GitIndex';

/** Git for a folder of a work tree, or why the folder must be walked instead: nothing where there is no repository. */
export interface WorkTree {
  git?: Git;
  /** The folder from the root of the work tree, with `/` at its end; empty for the root itself. */
  prefix?: string;
  /** Which index git has, see `GitIndex`. */
  indexVersion?: string;
  diagnostics: Diagnostic[];
}

/**
 * Finds out whether git can tell what belongs to a folder.
 *
 * @throws the signal's reason.
 */
export async function openWorkTree(
  folder: string,
  signal?: AbortSignal,
): Promise<WorkTree> {
  const git = new Git(folder, signal);
  try {
    const [{ inside, format, prefix }, filters, indexVersion] =
      await Promise.all([
        describeFolder(git),
        disabledFilters(git),
        readIndexVersion(git, folder),
      ]);
    if (inside !== 'true') {
      return { diagnostics: [] };
    }
    if (format !== 'sha1') {
      return withoutGit(
        `the repository uses ${format} object ids`,
        'Nothing needs to be done: contents are hashed instead.',
      );
    }
    if (!filters) {
      return withoutGit(
        'the repository configures a filter with an unusual name',
        'Rename the filter in the configuration of git.',
      );
    }
    if (prefix !== '' && (await isIgnoredFolder(git))) {
      return { diagnostics: [] };
    }
    return { git: git.with(filters), prefix, indexVersion, diagnostics: [] };
  } catch (error) {
    if (error instanceof GitMissingError) {
      return insideRepository(folder)
        ? withoutGit('git is not installed', 'Install git on this machine.')
        : { diagnostics: [] };
    }
    if (!(error instanceof GitFailedError)) {
      throw error;
    }
    if (error.message.includes('dubious ownership')) {
      return withoutGit(
        'the repository belongs to another user',
        'Add the folder to safe.directory in the configuration of git, or run as its owner.',
      );
    }
    return {
      diagnostics: error.message.includes('not a git repository')
        ? []
        : [gitFailed(error)],
    };
  }
}

function withoutGit(reason: string, help: string): WorkTree {
  return { diagnostics: [gitUnavailable(reason, help)] };
}

async function describeFolder(git: Git) {
  const answer = await git.run(
    'rev-parse',
    '--is-inside-work-tree',
    '--show-object-format',
    '--show-prefix',
  );
  // The prefix comes last, since it may have line breaks in it.
  const [inside, format, ...rest] = answer.toString().split('\n');
  return { inside, format, prefix: rest.slice(0, -1).join('\n') };
}

/**
 * Settings that turn every configured clean filter off, because comparing a file with the index would run it. Undefined
 * when a filter cannot be named in a setting.
 */
async function disabledFilters(git: Git): Promise<string[] | undefined> {
  const names = await git
    .list('config', '-z', '--name-only', '--get-regexp', '^filter\\.')
    .catch(error => {
      if (error instanceof GitFailedError && error.exitCode === 1) {
        return [];
      }
      throw error;
    });
  const filters = new Set(
    names.map(name => name.replace(/^filter\.(.*)\.[^.]*$/s, '$1')),
  );
  if ([...filters].some(filter => !/^[\w.-]+$/.test(filter))) {
    return undefined;
  }
  return [...filters].flatMap(filter => [
    `filter.${filter}.clean=`,
    `filter.${filter}.process=`,
    `filter.${filter}.required=false`,
  ]);
}

/** Whether the folder itself is ignored and has no tracked files: then what it holds is somebody else's to judge. */
async function isIgnoredFolder(git: Git): Promise<boolean> {
  try {
    await git.run('check-ignore', '--quiet', '.');
  } catch (error) {
    if (error instanceof GitFailedError && error.exitCode === 1) {
      return false;
    }
    throw error;
  }
  const tracked = await git.run('ls-files', '-z', '--', '.');
  return tracked.length === 0;
}

function insideRepository(folder: string): boolean {
  for (let current = folder; ; current = dirname(current)) {
    if (existsSync(join(current, '.git'))) {
      return true;
    }
    if (dirname(current) === current) {
      return false;
    }
  }
}
