import { RepositoryState } from '../state';
import { isIndex } from '../image/mediaTypes';
import { tagsByDigest } from './imageIdentifiers';
import { removeImage } from './removeImage';

const DAY = 24 * 60 * 60 * 1000;

interface LifecycleRule {
  rulePriority: number;
  selection: {
    tagStatus: 'tagged' | 'untagged' | 'any';
    tagPrefixList?: string[];
    tagPatternList?: string[];
    countType: 'imageCountMoreThan' | 'sinceImagePushed';
    countUnit?: 'days';
    countNumber: number;
  };
  action: { type: 'expire' };
}

/** Reads a lifecycle policy (Amazon ECR user guide, "Lifecycle policy properties"), or says what is wrong with it. */
export function parseLifecyclePolicy(
  text: string,
):
  | { rules: LifecycleRule[]; problem?: undefined }
  | { rules?: undefined; problem: string } {
  let rules: LifecycleRule[];
  try {
    rules = JSON.parse(text).rules;
  } catch {
    return { problem: 'the text is not JSON' };
  }
  if (!Array.isArray(rules) || rules.length === 0) {
    return { problem: 'rules are missing' };
  }
  const problem = rules.map(ruleProblem).find(Boolean);
  if (problem) {
    return { problem };
  }
  const priorities = rules.map(({ rulePriority }) => rulePriority);
  if (new Set(priorities).size !== priorities.length) {
    return { problem: 'priorities must be unique' };
  }
  const any = rules.find(({ selection }) => selection.tagStatus === 'any');
  return any && any.rulePriority !== Math.max(...priorities)
    ? { problem: 'the rule for any image must come last' }
    : { rules };
}

function ruleProblem(rule: LifecycleRule): string | undefined {
  const selection = rule?.selection;
  if (!Number.isInteger(rule?.rulePriority) || rule.rulePriority < 1) {
    return 'rulePriority must be a positive number';
  }
  if (rule.action?.type !== 'expire') {
    return 'the action must be expire';
  }
  if (!['tagged', 'untagged', 'any'].includes(selection?.tagStatus)) {
    return 'tagStatus must be tagged, untagged or any';
  }
  const names = [
    ...(selection.tagPrefixList ?? []),
    ...(selection.tagPatternList ?? []),
  ];
  if ((selection.tagStatus === 'tagged') !== names.length > 0) {
    return 'tagPrefixList or tagPatternList go with the status tagged, and only with it';
  }
  if (!Number.isInteger(selection.countNumber) || selection.countNumber < 1) {
    return 'countNumber must be a positive number';
  }
  const days = selection.countType === 'sinceImagePushed';
  if (!days && selection.countType !== 'imageCountMoreThan') {
    return 'countType must be imageCountMoreThan or sinceImagePushed';
  }
  return days === (selection.countUnit === 'days')
    ? undefined
    : 'countUnit goes with sinceImagePushed, and is days';
}

/**
 * Expires what the policy of a repository matches, as AWS does within a day: each image belongs to the rule of the highest
 * priority that selects it, so that such a rule shields it from the others. Gives the digests that went.
 */
export function expireImages(
  repository: RepositoryState,
  now: number,
): string[] {
  const { rules } = parseLifecyclePolicy(repository.lifecyclePolicy ?? '');
  const claimed = new Set<string>(referenced(repository));
  const tags = tagsByDigest(repository);
  const expired: string[] = [];
  for (const rule of [...(rules ?? [])].sort(
    (a, b) => a.rulePriority - b.rulePriority,
  )) {
    const { countNumber, countType } = rule.selection;
    const selected = Object.values(repository.images)
      .filter(
        ({ digest }) =>
          !claimed.has(digest) && selects(rule, tags.get(digest) ?? []),
      )
      .sort((a, b) => b.pushedAt - a.pushedAt);
    selected.forEach(({ digest, pushedAt }, index) => {
      claimed.add(digest);
      const old =
        countType === 'imageCountMoreThan'
          ? index >= countNumber
          : now - pushedAt > countNumber * DAY;
      if (old) {
        expired.push(digest);
      }
    });
  }
  expired.forEach(digest => removeImage(repository, digest));
  return expired;
}

/** Images that an index lists stay as long as it does. */
function referenced(repository: RepositoryState): string[] {
  return Object.values(repository.images)
    .filter(({ mediaType }) => isIndex(mediaType))
    .flatMap(({ manifest }) =>
      JSON.parse(manifest).manifests.map(
        ({ digest }: { digest: string }) => digest,
      ),
    );
}

function selects(rule: LifecycleRule, tags: string[]): boolean {
  const { tagStatus, tagPrefixList, tagPatternList } = rule.selection;
  if (tagStatus !== 'tagged') {
    return tagStatus === 'any' || tags.length === 0;
  }
  // Every prefix must be found among the image's tags, and every pattern.
  return (
    (tagPrefixList ?? []).every(prefix =>
      tags.some(tag => tag.startsWith(prefix)),
    ) &&
    (tagPatternList ?? []).every(pattern =>
      tags.some(tag => likeGlob(pattern).test(tag)),
    )
  );
}

function likeGlob(pattern: string): RegExp {
  return new RegExp(
    `^${pattern
      .split('*')
      .map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
  );
}
