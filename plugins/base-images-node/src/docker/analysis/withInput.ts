import { ProjectResolver } from '../install/ProjectResolver';
import { readProjectCommand } from '../install/readProjectCommand';
import { Place } from '../ImageFiles';
import { LogicalText } from '../LogicalText';
import { ShellCommand } from '../shell/ShellCommand';
import { shellPath } from '../shell/shellPath';
import { ShellState } from '../shell/ShellState';
import { unwrapCommand } from '../shell/unwrapCommand';
import { exportedRequirements } from './runProject';

/** The state with what a command reads at `-` and `/dev/stdin`: a here-document, or the requirements that another one exports. */
export function withInput(
  command: ShellCommand,
  state: ShellState,
  projects: ProjectResolver,
): ShellState {
  const text = exportedText(command, state, projects) ?? command.input;
  if (text === undefined) {
    return state;
  }
  const place: Place = { kind: 'text', text: LogicalText.of(text, 0) };
  const paths = ['/dev/stdin', shellPath(state, '-') ?? '/dev/stdin'];
  const files = paths.reduce(
    (all, path) => all.with(path, place),
    state.disk.files,
  );
  return { ...state, disk: { files } };
}

function exportedText(
  { upstream }: ShellCommand,
  state: ShellState,
  projects: ProjectResolver,
): string | undefined {
  const last = upstream.at(-1);
  const request = last && readProjectCommand(unwrapCommand(last));
  const project =
    request?.kind === 'export' ? projects.resolve(request, state) : undefined;
  return request && project
    ? exportedRequirements(request, project, projects)
    : undefined;
}
