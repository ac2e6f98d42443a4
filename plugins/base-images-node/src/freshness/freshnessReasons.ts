import {
  FreshnessReason,
  FreshnessReasonKind,
} from '@base-images/backstage-plugin-base-images-common';
import { BuildInputs } from './BuildInputs';
import { KnownInputs } from './imageInputs';

/** What makes an image too old; times in ISO 8601. */
export interface Age {
  builtAt: string;
  /** When it was to be built again. */
  due: string;
}

/**
 * What changed between the inputs that an image was built from and those that it would be built from now, sorted by kind and
 * subject.
 */
export function freshnessReasons(
  before: BuildInputs,
  after: KnownInputs,
  dockerfile: string | null,
  tooOld: Age | undefined,
): FreshnessReason[] {
  const reasons: FreshnessReason[] = [
    ...packageReasons(before.packages, after.packages),
    ...differences('parent', before.images, after.images),
  ];
  const compare = (
    kind: FreshnessReasonKind,
    subject: string,
    from: string | null,
    to: string | null,
  ) => {
    if (from !== to) {
      reasons.push({ kind, subject, from, to });
    }
  };
  const declaration = dockerfile ?? 'base-images.yaml';
  const { target } = after;
  compare(
    'dependency',
    declaration,
    before.dependenciesHash,
    after.dependenciesHash,
  );
  compare(
    'dockerfile',
    declaration,
    before.dockerfileHash,
    after.dockerfileHash,
  );
  compare(
    'dockerfile',
    'build arguments',
    toText(before.args),
    toText(after.args),
  );
  if (
    before.sourceHash !== after.sourceHash &&
    !reasons.some(reason => reason.kind !== 'parent')
  ) {
    // Neither a package nor the Dockerfile: what is left are the files that the image alone reads.
    reasons.push({
      kind: 'files',
      subject: target.name,
      from: before.sourceHash,
      to: after.sourceHash,
    });
  }
  if (tooOld) {
    compare('age', target.name, tooOld.builtAt, tooOld.due);
  }
  return sortReasons(reasons);
}

/** Sorted by kind and subject. */
export function sortReasons(reasons: FreshnessReason[]): FreshnessReason[] {
  const key = ({ kind, subject }: FreshnessReason) => `${kind}\n${subject}`;
  return reasons.sort((a, b) => {
    const [left, right] = [key(a), key(b)];
    if (left === right) {
      return 0;
    }
    return left < right ? -1 : 1;
  });
}

/** A package that came or went is another set of requirements; one that is still there has changed. */
function packageReasons(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): FreshnessReason[] {
  return differences('package', before, after).map(reason =>
    reason.from === null || reason.to === null
      ? { ...reason, kind: 'requirements' }
      : reason,
  );
}

function differences(
  kind: FreshnessReasonKind,
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string | undefined>>,
): FreshnessReason[] {
  const subjects = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...subjects]
    .filter(subject => own(before, subject) !== own(after, subject))
    .map(subject => ({
      kind,
      subject,
      from: own(before, subject) ?? null,
      to: own(after, subject) ?? null,
    }));
}

function own(
  values: Readonly<Record<string, string | undefined>>,
  name: string,
): string | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

function toText(args: Readonly<Record<string, string>>): string {
  return Object.entries(args)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}
