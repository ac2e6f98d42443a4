import { ImageContent, ImageFile } from './readImage';

/** Something in which two images are not the same. */
export interface ImageDifference {
  /** `file`, `env`, `user`, `distribution` and so on. */
  kind: string;
  /** Which one: a path, a name. */
  name: string;
  /** What the first has, and the second; empty for nothing. */
  first: string;
  second: string;
}

export interface ImageComparison {
  differences: ImageDifference[];
  /** Differences that are known, by why they are harmless. */
  explained: Map<string, ImageDifference[]>;
}

/** Tells why a difference is harmless; undefined where it is not. */
export type Explanation = (difference: ImageDifference) => string | undefined;

/** Lists everything in which two images differ: configuration, files, distributions, what pip says, what the handler gives. */
export function compareImages(
  first: ImageContent,
  second: ImageContent,
  explain: Explanation,
): ImageComparison {
  const all = [
    ...compareConfigurations(first, second),
    ...compareRecords('file', filesOf(first), filesOf(second)),
    ...compareRecords(
      'distribution',
      first.distributions,
      second.distributions,
    ),
    ...compareRecords(
      'outcome',
      { 'pip check': first.broken ?? '', handler: first.result },
      { 'pip check': second.broken ?? '', handler: second.result },
    ),
  ];
  const explained = new Map<string, ImageDifference[]>();
  const differences = all.filter(difference => {
    const why = explain(difference);
    if (why !== undefined) {
      explained.set(why, [...(explained.get(why) ?? []), difference]);
    }
    return why === undefined;
  });
  return { differences, explained };
}

function compareConfigurations(
  { configuration: first }: ImageContent,
  { configuration: second }: ImageContent,
): ImageDifference[] {
  const { env, labels, ...others } = first;
  const rest = Object.entries(others).map(([key, value]) => ({
    kind: key,
    name: '',
    first: JSON.stringify(value),
    second: JSON.stringify(second[key as keyof typeof others]),
  }));
  return [
    ...compareRecords('env', env, second.env),
    ...compareRecords('label', labels, second.labels),
    ...rest.filter(item => item.first !== item.second),
  ];
}

function compareRecords(
  kind: string,
  first: Record<string, string>,
  second: Record<string, string>,
): ImageDifference[] {
  const names = new Set([...Object.keys(first), ...Object.keys(second)]);
  return [...names]
    .sort()
    .map(name => ({
      kind,
      name,
      first: first[name] ?? '',
      second: second[name] ?? '',
    }))
    .filter(item => item.first !== item.second);
}

function filesOf({ files }: ImageContent): Record<string, string> {
  const texts = [...files].map(([path, file]) => [path, fileText(file)]);
  return Object.fromEntries(texts);
}

function fileText({ type, access, content }: ImageFile): string {
  return `${type} ${access} ${content}`.trim();
}
