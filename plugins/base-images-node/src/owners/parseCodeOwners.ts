import { PathPattern } from '../source/PathPattern';
import { OwnerRules } from './OwnerRules';

/** Longest text that is read; GitHub has the same limit ("About code owners": 3 MB). */
const MAX_LENGTH = 3_000_000;

/** Gives the owners of a path as they are written; empty where nothing says them. */
export type OwnersOf = (path: string) => string[];

interface Section {
  rules: OwnerRules;
  /** Owners of rules that name none. */
  owners: string[];
}

/**
 * Reads a CODEOWNERS file (GitHub Docs, "About code owners"; GitLab Docs, "Code Owners" for sections).
 *
 * @remarks
 * The last rule that matches wins, also one without owners. In a file with sections this holds for each section, and the
 * owners of all sections count. Lines that cannot be read are skipped, as both hosts do.
 */
export function parseCodeOwners(text: string): OwnersOf {
  const sections = new Map<string, Section>();
  let section: Section = { rules: new OwnerRules(), owners: [] };
  sections.set('', section);
  for (const line of text.slice(0, MAX_LENGTH).split(/\r\n?|\n/)) {
    const words = splitWords(line);
    const header = /^\^?\[([^\]]+)\](?:\[\d+\])?(.*)$/.exec(words.join(' '));
    if (header) {
      const name = header[1].trim().toLowerCase();
      section = sections.get(name) ?? { rules: new OwnerRules(), owners: [] };
      const owners = header[2].split(' ').filter(isOwner);
      section.owners = owners.length > 0 ? owners : section.owners;
      sections.set(name, section);
    } else if (words.length > 0 && !words[0].startsWith('!')) {
      const owners = words.slice(1).filter(isOwner);
      section.rules.add(
        new PathPattern(words[0]),
        owners.length > 0 ? owners : section.owners,
      );
    }
  }
  return path => {
    const owners = [...sections.values()].flatMap(({ rules }) =>
      rules.ownersOf(path),
    );
    return [...new Set(owners)];
  };
}

/** The words of a line up to a comment; a backslash keeps a space inside a word. */
function splitWords(line: string): string[] {
  const words = line.trim().match(/(?:\\.|[^\s\\]|\\$)+/g) ?? [];
  const comment = words.findIndex(word => word.startsWith('#'));
  return words
    .slice(0, comment < 0 ? undefined : comment)
    .map(word => word.replace(/\\(.)/g, '$1'));
}

function isOwner(word: string): boolean {
  return word.includes('@');
}
