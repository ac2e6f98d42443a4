import { PackageWithExtras } from '@base-images/backstage-plugin-base-images-common';
import {
  ObservedCommand,
  ObservedInstall,
} from '../docker/analysis/ObservedCommand';
import { BaseContents } from './BaseContents';
import { RunSegment } from './RunSegment';

/** What becomes of one command that installs something. */
export interface InstallPlan {
  observed: ObservedCommand;
  install: ObservedInstall;
  segment: RunSegment;
  /** `covered`: all of it goes. `partial`: some of its words go. */
  outcome: 'covered' | 'partial' | 'retained';
  /** Numbers of the words that go, for `partial`. */
  words: readonly number[];
  removed: PackageWithExtras[];
  /** What it still installs from the working tree. */
  retained: PackageWithExtras[];
}

/** Decides what of a command goes when a base image holds some of it. */
export function planInstall(
  observed: ObservedCommand,
  install: ObservedInstall,
  segment: RunSegment,
  contents: BaseContents,
): InstallPlan {
  const { targets, packages } = install.resolved;
  const plan = { observed, install, segment, words: [], removed: [] };
  const isCovered = (target: (typeof targets)[0]) =>
    target.packages.length > 0 &&
    !target.isPinned &&
    target.packages.every(item => contents.covers(item));
  if (targets.length > 0 && targets.every(isCovered)) {
    return {
      ...plan,
      outcome: 'covered',
      removed: [...packages],
      retained: [],
    };
  }
  const words = wordsOf(observed, install, segment);
  const chosen = targets.filter(
    target => !target.inFile && isCovered(target) && words.has(target.text),
  );
  const kept = targets.filter(target => !chosen.includes(target));
  const stillNamed = new Set(
    kept.flatMap(target => target.packages.map(item => item.package)),
  );
  const removable = chosen.filter(target =>
    target.packages.every(item => !stillNamed.has(item.package)),
  );
  if (install.request.kind === 'wheel' || removable.length === 0) {
    return { ...plan, outcome: 'retained', retained: packages };
  }
  const gone = removable.flatMap(target => target.packages);
  const names = new Set(gone.map(item => item.package));
  return {
    ...plan,
    outcome: 'partial',
    words: removable.map(target => words.get(target.text)!),
    removed: gone,
    retained: packages.filter(item => !names.has(item.package)),
  };
}

/** Which word each argument is; those that stand there twice, or after `-e`, are left out. */
function wordsOf(
  { command }: ObservedCommand,
  { request }: ObservedInstall,
  { words }: RunSegment,
): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { text, editable } of words ? request.items : []) {
    const at = command.words.indexOf(text);
    if (!editable && at > 0 && at === command.words.lastIndexOf(text)) {
      found.set(text, at);
    }
  }
  return found;
}
