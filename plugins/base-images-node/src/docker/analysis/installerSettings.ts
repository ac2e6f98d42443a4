import { ShellCommand } from '../shell/ShellCommand';
import { ShellState } from '../shell/ShellState';

/** Variables that pip and uv read. */
const SETTING = /^(?:PIP|UV)_/;
/** So many variables that are looked through count as one step. */
const VARIABLES_PER_STEP = 10;

/** What variables of the shell, and those given with the command itself, tell pip and uv. */
export function installerSettings(
  { variables, budget }: ShellState,
  command: ShellCommand,
): Map<string, string> {
  budget.take(Math.ceil(variables.size / VARIABLES_PER_STEP));
  const settings = new Map<string, string>();
  for (const given of [variables, command.variables]) {
    for (const [name, value] of given) {
      if (SETTING.test(name)) {
        settings.set(name, value);
      }
    }
  }
  return settings;
}
