import { CompoundList, Statement } from 'unbash';
import { ShellStatus } from './ShellCommand';

/** A branch is only taken for certain when a test decides it: other commands are merely taken to succeed. */
export function isDecided(clause: CompoundList): boolean {
  const last = clause.commands.at(-1)?.command;
  const commands = last?.type === 'AndOr' ? last.commands : [last];
  return commands.every(command => command && isCertain(command));
}

/** Whether a loop ends only by what its body does. */
export function isEndless(clause: CompoundList): boolean {
  const last = clause.commands.at(-1)?.command;
  return (
    last?.type === 'Command' && /^(?:true|:)$/.test(last.name?.value ?? '')
  );
}

/** Whether a command's status is known rather than assumed. */
export function isCertain(node: Statement['command']): boolean {
  switch (node.type) {
    case 'TestCommand':
      return true;
    case 'Pipeline':
      return node.commands.length === 1 && isCertain(node.commands[0]);
    case 'Command':
      return /^(?:\[|test|true|false|:)$/.test(node.name?.value ?? '');
    default:
      return false;
  }
}

/** The status of two commands of which at least one must succeed. */
export function joinStatus(
  first: ShellStatus,
  second: ShellStatus,
): ShellStatus {
  return first === 'success' || second === 'success' ? 'success' : 'unknown';
}

export function negate(status: ShellStatus): ShellStatus {
  if (status === 'unknown') {
    return status;
  }
  return status === 'success' ? 'failure' : 'success';
}
