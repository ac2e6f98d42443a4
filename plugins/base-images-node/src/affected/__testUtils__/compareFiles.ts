import {
  AffectedReport,
  Monorepo,
} from '@base-images/backstage-plugin-base-images-common';
import { scan } from '../../scan';
import { InMemorySourceTree } from '../../source/InMemorySourceTree';
import { affected } from '../affected';
import { changedFiles } from '../changedFiles';
import { ScanInputs } from '../ScanInputs';

/** Content by path; undefined for a file that is not there. */
export type Files = Record<string, string | undefined>;

export interface Comparison {
  before: Monorepo;
  after: Monorepo;
  report: AffectedReport;
}

/** Scans two states of a tree and tells what the change from one to the other reaches. */
export async function compareFiles(
  before: Files,
  after: Files,
): Promise<Comparison> {
  const then = await scanFiles(before);
  const now = await scanFiles(after);
  const report = affected(
    then.monorepo,
    now.monorepo,
    changedFiles(then.tree, now.tree),
    { before: then.inputs, after: now.inputs },
  );
  return { before: then.monorepo, after: now.monorepo, report };
}

/** Each affected thing as a line: `changed package a: a/x.py → package a`. */
export function toLines({ affected: items }: AffectedReport): string[] {
  return items.map(({ kind, id, change, path }) => {
    const steps = path.map(step => {
      const name =
        step.extra === null ? step.name : `${step.name}[${step.extra}]`;
      return step.kind === 'file' ? name : `${step.kind} ${name}`;
    });
    return `${change} ${kind} ${id}: ${steps.join(' → ')}`;
  });
}

async function scanFiles(files: Files) {
  const tree = InMemorySourceTree.of(
    Object.fromEntries(
      Object.entries(files).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      ),
    ),
  );
  let inputs: ScanInputs | undefined;
  const monorepo = await scan(tree, {
    onInputs: value => {
      inputs = value;
    },
  });
  return { tree, monorepo, inputs };
}
