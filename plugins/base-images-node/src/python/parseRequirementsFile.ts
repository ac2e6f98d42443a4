import { InstallTarget, parseInstallTarget } from './parseInstallTarget';

/**
 * One logical line of a requirements file that says something.
 *
 * @public
 */
export type RequirementsLine = {
  /** 1-based line where it begins. */
  line: number;
  /** As written, continued lines joined, without its comment. */
  text: string;
} & (
  | InstallTarget
  /** `-r` and `-c`: another file, relative to the folder of this one unless it is a URL. */
  | { type: 'file'; path: string; constraint: boolean }
  /** Any other option, such as `--index-url`. */
  | { type: 'option'; name: string; value: string | undefined }
);

/**
 * Reads a requirements file as pip does ("Requirements File Format"): continued lines first, then comments, then options of
 * the line. `${VAR}` stays as it is written. Options after a requirement, such as `--hash`, are left out of its target. Never
 * throws; a line that cannot be understood has the type `invalid`.
 *
 * @public
 */
export function parseRequirementsFile(text: string): RequirementsLine[] {
  return joinLines(text.replace(/^\uFEFF/, '')).flatMap(
    ({ line, text: joined }) => {
      const content = removeComment(joined).trim();
      return content === '' ? [] : readLine(content, line);
    },
  );
}

function joinLines(text: string): { line: number; text: string }[] {
  const joined: { line: number; text: string }[] = [];
  let parts: string[] = [];
  let start = 1;
  text.split(/\r\n|\r|\n/).forEach((physical, index) => {
    if (parts.length === 0) {
      start = index + 1;
    }
    const isComment = physical.trimStart().startsWith('#');
    if (physical.endsWith('\\') && !isComment) {
      parts.push(physical.slice(0, -1));
      return;
    }
    // The blank keeps a comment a comment when it ends a continued line.
    parts.push(isComment ? ` ${physical}` : physical);
    joined.push({ line: start, text: parts.join('') });
    parts = [];
  });
  if (parts.length > 0) {
    joined.push({ line: start, text: parts.join('') });
  }
  return joined;
}

/** A comment begins with `#` at the start or after a blank; a `#` in a URL is a fragment. */
function removeComment(text: string): string {
  for (
    let index = text.indexOf('#');
    index !== -1;
    index = text.indexOf('#', index + 1)
  ) {
    if (index === 0 || /\s/.test(text[index - 1])) {
      return text.slice(0, index);
    }
  }
  return text;
}

function readLine(text: string, line: number): RequirementsLine[] {
  if (!text.startsWith('-')) {
    const target = removeOptions(text);
    return [{ line, text, ...parseInstallTarget(target) }];
  }
  const { name, value } = readOption(text);
  switch (name) {
    case '-r':
    case '--requirement':
    case '-c':
    case '--constraint':
      return value === undefined
        ? [{ line, text, ...missingValue(name, text) }]
        : [
            {
              line,
              text,
              type: 'file',
              path: value,
              constraint: name === '-c' || name === '--constraint',
            },
          ];
    case '-e':
    case '--editable':
      return value === undefined
        ? [{ line, text, ...missingValue(name, text) }]
        : [{ line, text, ...parseInstallTarget(value, true) }];
    default:
      return [{ line, text, type: 'option', name, value }];
  }
}

function missingValue(name: string, text: string): InstallTarget {
  return {
    type: 'invalid',
    message: `Expected a value after ${name}`,
    offset: text.length,
  };
}

/** As pip does it: the options of a requirement begin at the first word with a hyphen. */
function removeOptions(text: string): string {
  const index = text.search(/[ \t]-/);
  return index === -1 ? text : text.slice(0, index);
}

/** Splits `-rfile`, `-r file`, `--requirement=file` and `--requirement file`, quotes around the value removed. */
function readOption(text: string): { name: string; value: string | undefined } {
  const match = text.startsWith('--')
    ? /^(--[^\s=]*)(?:\s*=|\s)?\s*/.exec(text)
    : /^(-[^-\s]?)(?:\s*=|\s)?\s*/.exec(text);
  const name = match?.[1] ?? text;
  const rest = text.slice(match?.[0].length ?? text.length).trim();
  const value = unquote(rest);
  return { name, value: value === '' ? undefined : value };
}

function unquote(text: string): string {
  const quote = text[0];
  const end = quote === '"' || quote === "'" ? text.indexOf(quote, 1) : -1;
  return end === -1 ? text : text.slice(1, end);
}
