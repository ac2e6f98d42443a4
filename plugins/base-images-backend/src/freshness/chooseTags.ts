/**
 * Chooses the tags that one round asks a repository for, so that one request is enough in the long run: what is there is confirmed
 * each time, and what is awaited is asked for at once; as long as it does not come, it takes turns with the newest image of what is
 * stale.
 *
 * @param expected - tags of the images that there should be.
 * @param newest - tags of the newest images that there are.
 * @param known - tags of all images that there are.
 * @param turns - tags that took turns until now, the next one first.
 */
export function chooseTags(options: {
  expected: readonly string[];
  newest: readonly string[];
  known: ReadonlySet<string>;
  turns: readonly string[];
}): {
  /** What is asked for in one request each: a tag that is not there refuses those that it is asked with. */
  requests: string[][];
  turns: string[];
} {
  const { known, turns } = options;
  const expected = new Set(options.expected);
  const awaited = [...expected].filter(tag => !known.has(tag));
  const current = [...expected].filter(tag => known.has(tag));
  const former = options.newest.filter(tag => !expected.has(tag));
  if (awaited.length === 0 || current.length > 0) {
    current.push(...former);
    former.length = 0;
  }
  const waiting = [
    ...turns.filter(tag => awaited.includes(tag) || former.includes(tag)),
    ...former.filter(tag => !turns.includes(tag)),
  ];
  const unasked = awaited.filter(tag => !turns.includes(tag));
  const asked = unasked.length > 0 ? unasked : waiting.slice(0, 1);
  return {
    requests: [current, asked].filter(tags => tags.length > 0),
    turns: [...waiting.filter(tag => !asked.includes(tag)), ...asked],
  };
}
