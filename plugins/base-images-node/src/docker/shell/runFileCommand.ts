import { LogicalText } from '../LogicalText';
import { baseName, joinImagePath } from '../paths';
import { Place } from '../ImageFiles';
import { ShellCommand } from './ShellCommand';
import { shellPath } from './shellPath';
import { ShellState } from './ShellState';

/** What a command did to the files of the image. */
export type FileChange =
  | { kind: 'put'; path: string; place: Place }
  /** Everything below `from`, installations included, is at `to` as well. */
  | { kind: 'copy'; from: string; to: string };

/**
 * The changes of files that a command makes, as far as later commands may depend on them: what is copied, moved, linked,
 * created, written from a here-document, cloned or downloaded. Undefined where the command is none of these.
 */
export function fileChanges(
  command: ShellCommand,
  state: ShellState,
): FileChange[] | undefined {
  const [name, ...rest] = command.words;
  const operands = rest.filter(word => !word.startsWith('-'));
  switch (baseName(name)) {
    case 'cp':
    case 'mv':
    case 'rsync':
    case 'install':
      return copyChanges(baseName(name), rest, state);
    case 'ln':
      return copyChanges('ln', rest, state);
    case 'mkdir':
      return put(operands, { kind: 'empty' }, state);
    case 'git':
      return rest.includes('clone') ? cloneChanges(rest, state) : [];
    case 'curl':
    case 'wget':
      return put(
        valuesOf(rest, ['-o', '-O', '--output', '--output-document']),
        { kind: 'foreign' },
        state,
      );
    case 'tar':
    case 'bsdtar':
      return put(
        valuesOf(rest, ['-C', '--directory']),
        { kind: 'foreign' },
        state,
      );
    case 'unzip':
      return put(valuesOf(rest, ['-d']), { kind: 'foreign' }, state);
    case 'cat':
    case 'tee': {
      const outputs = command.output ? [command.output] : [];
      const written = baseName(name) === 'tee' ? operands : outputs;
      return command.input === undefined
        ? []
        : put(
            written,
            { kind: 'text', text: LogicalText.of(command.input, 0) },
            state,
          );
    }
    case 'rm':
    case 'rmdir':
    case 'touch':
    case 'chmod':
    case 'chown':
    case 'ls':
    case 'find':
      return baseName(name) === 'find' &&
        rest.some(word => /^-(?:exec|ok)/.test(word))
        ? undefined
        : [];
    default:
      return undefined;
  }
}

function copyChanges(
  name: string,
  words: readonly string[],
  state: ShellState,
): FileChange[] {
  const target = valuesOf(words, ['-t', '--target-directory']).at(-1);
  const operands = words.filter(
    word => !word.startsWith('-') && word !== target,
  );
  if (name === 'install' && words.includes('-d')) {
    return put(operands, { kind: 'empty' }, state);
  }
  const written = target ?? operands.pop();
  const to = written === undefined ? undefined : shellPath(state, written);
  if (to === undefined || written === undefined) {
    return [];
  }
  const existing = state.disk.files.lookup(to)?.kind === 'directory';
  const into =
    existing || operands.length > 1 || /(?:^|\/)\.{0,2}$/.test(written);
  return operands.flatMap(operand => {
    const from = shellPath(state, operand);
    if (from === undefined) {
      return [];
    }
    // `cp -r a/. b` and `rsync a/ b` copy what is inside.
    const contents =
      /\/\.$/.test(operand) || (name === 'rsync' && operand.endsWith('/'));
    const path = into && !contents ? joinImagePath(to, baseName(from)) : to;
    return from === path ? [] : [{ kind: 'copy' as const, from, to: path }];
  });
}

function cloneChanges(
  words: readonly string[],
  state: ShellState,
): FileChange[] {
  const after = words.slice(words.indexOf('clone') + 1);
  const operands = after.filter(
    (word, index) =>
      !word.startsWith('-') &&
      !/^(?:-b|--branch|--depth|-o|--origin|--config|-c)$/.test(
        after[index - 1] ?? '',
      ),
  );
  const [repository, folder] = operands;
  const name =
    folder ?? baseName((repository ?? '').replace(/\/?(?:\.git)?\/?$/, ''));
  return name ? put([name], { kind: 'foreign' }, state) : [];
}

function put(
  words: readonly string[],
  place: Place,
  state: ShellState,
): FileChange[] {
  return words.flatMap(word => {
    const path = shellPath(state, word);
    return path === undefined ? [] : [{ kind: 'put' as const, path, place }];
  });
}

function valuesOf(words: readonly string[], names: string[]): string[] {
  return words.flatMap((word, index) => {
    const attached = names.find(
      name => name.startsWith('--') && word.startsWith(`${name}=`),
    );
    if (attached) {
      return [word.slice(attached.length + 1)];
    }
    return names.includes(word) && words[index + 1] !== undefined
      ? [words[index + 1]]
      : [];
  });
}
