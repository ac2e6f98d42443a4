const MAX_LENGTH = 60;

/**
 * A name from a repository as text that no reader of notifications takes for anything else. Mails and chats make links of addresses
 * and markup of signs, so letters and digits stay, and single `-`, `_` and `/` between them; whatever else stands there becomes `-`.
 */
export function plainName(name: string): string {
  const words = name
    .slice(0, 4 * MAX_LENGTH)
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, signs => (/^[_/]$/.test(signs) ? signs : '-'))
    .replace(/^[-_/]+|[-_/]+$/g, '');
  if (words === '') {
    return 'unnamed';
  }
  const letters = [...words];
  return letters.length > MAX_LENGTH
    ? `${letters.slice(0, MAX_LENGTH - 1).join('')}…`
    : words;
}
