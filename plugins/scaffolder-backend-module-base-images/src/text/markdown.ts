import { PackageWithExtras } from '@base-images/backstage-plugin-base-images-common';

/** A text as a block of code; nothing in it can end the block. */
export function codeBlock(text: string, language: string): string {
  const fence = '`'.repeat(longestRun(text, 3));
  const end = text.endsWith('\n') || text === '' ? '' : '\n';
  return `${fence}${language}\n${text}${end}${fence}`;
}

/** A text as code in a line (CommonMark, "Code spans"). */
export function code(text: string): string {
  const line = text.replace(/\p{Cc}/gu, '\uFFFD');
  const fence = '`'.repeat(longestRun(line, 1));
  const space = /^`|`$/.test(line) ? ' ' : '';
  return `${fence}${space}${line}${space}${fence}`;
}

/** Packages with their extras, as requirements. */
export function codeOfPackages(packages: readonly PackageWithExtras[]): string {
  return packages.map(item => code(toRequirement(item))).join(', ');
}

/** A package with its extras as a requirement, such as `receipt-label[full]`. */
export function toRequirement({
  package: name,
  extras,
}: PackageWithExtras): string {
  return extras.length === 0 ? name : `${name}[${extras.join(',')}]`;
}

/** One more than the longest run of backticks, but so many at least. */
function longestRun(text: string, least: number): number {
  const runs = text.match(/`+/g) ?? [];
  return runs.reduce((most, run) => Math.max(most, run.length + 1), least);
}
