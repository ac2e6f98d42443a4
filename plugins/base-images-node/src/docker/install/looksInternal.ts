import { PackageIndex } from './PackageIndex';

const known = new WeakMap<PackageIndex, string | undefined>();

/** Whether a name begins with the word that most packages of the monorepo begin with, such as `receipt-`. */
export function looksInternal(name: string, index: PackageIndex): boolean {
  if (!known.has(index)) {
    known.set(index, commonWord(index));
  }
  const word = known.get(index);
  return word !== undefined && name.startsWith(`${word}-`);
}

function commonWord({ byName }: PackageIndex): string | undefined {
  const counts = new Map<string, number>();
  for (const name of byName.keys()) {
    const [word, ...rest] = name.split('-');
    if (rest.length > 0) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  const [word, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
  return count !== undefined && count >= 3 && count * 2 > byName.size
    ? word
    : undefined;
}
