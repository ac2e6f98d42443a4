import { baseName, pathBelow, resolveImagePath } from '../docker/paths';
import { ObservedCommand } from '../docker/analysis/ObservedCommand';
import { UNKNOWN_TEXT } from '../docker/shell/ShellState';

/** Commands that do nothing to a folder below one that they name, or that do as well without it. */
const SKIMS =
  /^(?:ls|chmod|chown|find|rm|rmdir|cd|pushd|mkdir|du|touch|echo|printf|test|\[|set|export|dnf|microdnf|yum|apt|apt-get|apk|rpm)$/;

/** Whether one path is the other, or below it. */
export function isAtOrBelow(path: string, folder: string): boolean {
  return pathBelow(folder, path) !== undefined;
}

/** The path that an argument of a command means, as far as it is one. */
export function wordPath(
  word: string,
  cwd: string | undefined,
): string | undefined {
  if (word.includes(UNKNOWN_TEXT) || (!word.startsWith('/') && !cwd)) {
    return undefined;
  }
  return resolveImagePath(cwd ?? '/', word);
}

/** Whether a command may read what is copied to a path. In doubt it does. */
export function mayRead(
  { command, cwd }: ObservedCommand,
  destination: string,
  skipped: readonly number[] = [],
): boolean {
  const [name, ...rest] = command.words;
  const program = baseName(name ?? '');
  const texts = [
    ...rest.filter((_, index) => !skipped.includes(index + 1)),
    name ?? '',
    ...command.variables.values(),
    command.output ?? '',
    command.input ?? '',
  ];
  if (
    cwd !== undefined &&
    isAtOrBelow(cwd, destination) &&
    !isHarmlessIn(program)
  ) {
    return true;
  }
  return texts.some(text => mentions(text, cwd, destination, program));
}

function isHarmlessIn(program: string): boolean {
  return /^(?:cd|pushd|popd|rm|true|:|echo|set)$/.test(program);
}

function mentions(
  text: string,
  cwd: string | undefined,
  destination: string,
  program: string,
): boolean {
  if (text.includes(destination)) {
    const next = text[text.indexOf(destination) + destination.length] ?? '/';
    const often = text.indexOf(destination) !== text.lastIndexOf(destination);
    if (often || /[^A-Za-z0-9_.-]/.test(next)) {
      return true;
    }
  }
  if (text === '') {
    return false;
  }
  const unknown = text.indexOf(UNKNOWN_TEXT);
  if (unknown >= 0) {
    return (
      unknown === 0 || couldBegin(text.slice(0, unknown), cwd, destination)
    );
  }
  const path = wordPath(text, cwd);
  if (path === undefined) {
    // A relative path in a folder that is not known.
    return !text.startsWith('-') && !SKIMS.test(program);
  }
  return (
    isAtOrBelow(path, destination) ||
    (isAtOrBelow(destination, path) &&
      looksLikePath(text) &&
      !SKIMS.test(program))
  );
}

function couldBegin(
  text: string,
  cwd: string | undefined,
  destination: string,
): boolean {
  const path = text.startsWith('/') ? text : `${cwd ?? ''}/${text}`;
  return destination.startsWith(path) || path.startsWith(destination);
}

function looksLikePath(text: string): boolean {
  return text.includes('/') || /^\.{1,2}$/.test(text);
}
