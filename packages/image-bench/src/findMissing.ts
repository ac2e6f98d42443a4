import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What this machine lacks for the bench, in words; empty where nothing does. */
export function findMissing(commands: readonly string[]): string[] {
  const isThere = (command: string) =>
    (process.env.PATH ?? '').split(delimiter).some(folder => {
      try {
        accessSync(join(folder, command), constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
  return [
    ...(process.getuid?.() === 0 ? [] : ['root, to mount file systems']),
    ...commands.filter(command => !isThere(command)),
  ];
}
