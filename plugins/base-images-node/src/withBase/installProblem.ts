import { baseName } from '../docker/paths';
import { RunStep } from '../docker/ResolvedStage';
import { InstallPlan } from './InstallPlan';

/** Options that do not change what is installed, nor where. */
const HARMLESS_OPTION =
  /^(?:-[qvU]+|--(?:quiet|verbose|no-cache-dir|no-cache|cache-dir|disable-pip-version-check|no-input|no-color|color|progress-bar|no-progress|root-user-action|no-warn-script-location|no-warn-conflicts|no-compile|compile|compile-bytecode|upgrade|retries|timeout|default-timeout|break-system-packages|no-build-isolation|use-pep517|prefer-binary|system|isolated|link-mode|require-virtualenv|no-python-version-warning|requirement|requirements))(?:=|$)|^-r/;
const HARMLESS_SETTING =
  /^(?:PIP_(?:NO_CACHE_DIR|CACHE_DIR|DISABLE_PIP_VERSION_CHECK|ROOT_USER_ACTION|DEFAULT_TIMEOUT|TIMEOUT|RETRIES|PROGRESS_BAR|NO_COMPILE|COMPILE|NO_INPUT|NO_COLOR|QUIET|VERBOSE|BREAK_SYSTEM_PACKAGES|NO_WARN_SCRIPT_LOCATION|PREFER_BINARY|VERSION)|UV_(?:SYSTEM_PYTHON|COMPILE_BYTECODE|LINK_MODE|NO_CACHE|CACHE_DIR|PYTHON_DOWNLOADS|NO_PROGRESS|HTTP_TIMEOUT|CONCURRENT_\w+|VERSION|BREAK_SYSTEM_PACKAGES))$/;
const WITH_VALUE =
  /^(?:-r|--(?:cache-dir|color|progress-bar|root-user-action|retries|timeout|default-timeout|link-mode|requirements?))$/;
const INTERPRETER =
  /^(?:(?:\/var\/lang\/bin\/|\/usr\/local\/bin\/)?(?:python|pip)(3(?:\.\d+)?)?|uv)$/;

export interface InstallProblem {
  reason: string;
  help: string;
}

/** Why what a command installs cannot be left to a base image; undefined where it can. */
export function installProblem(
  plan: InstallPlan,
  step: RunStep,
  python: string | null,
): InstallProblem | undefined {
  const { observed, install } = plan;
  const { command, settings } = observed;
  if (command.conditional) {
    return {
      reason: 'This installation may not run.',
      help: 'Install it unconditionally.',
    };
  }
  if (install.request.kind === 'wheel') {
    return {
      reason: 'Wheels of packages that the base image holds are built here.',
      help: 'Install the folders of the packages instead of wheels.',
    };
  }
  const place = placeProblem(plan, step, python);
  if (place) {
    return place;
  }
  if (install.request.items.some(item => item.editable)) {
    return {
      reason:
        'An editable installation runs from its folder, which a base image does not have.',
      help: 'Install without -e.',
    };
  }
  const option = unknownOption(command.words);
  if (option !== undefined) {
    return {
      reason: `${option} may install something else than the base image holds.`,
      help: 'Take the option out, or install what needs it in a command of its own.',
    };
  }
  const setting = [...settings.keys()].find(
    name => !HARMLESS_SETTING.test(name) && settings.get(name) !== '',
  );
  if (setting !== undefined) {
    return {
      reason: `${setting} may make this install something else than the base image holds.`,
      help: 'Set it only for the commands that need it.',
    };
  }
  const assigned = [...command.variables.keys()].find(
    name => !settings.has(name),
  );
  if (assigned !== undefined) {
    return {
      reason: `${assigned} is set for this installation alone and may change what it builds.`,
      help: 'Declare it in the setup of the base image and take it out here.',
    };
  }
  if (command.output !== undefined && command.output !== '/dev/null') {
    return {
      reason: 'The output of this installation is written to a file.',
      help: 'Let it write to the log of the build.',
    };
  }
  return undefined;
}

function placeProblem(
  { observed, install }: InstallPlan,
  step: RunStep,
  python: string | null,
): InstallProblem | undefined {
  const elsewhere = {
    reason:
      'This installs into another interpreter, folder or virtual environment than that of the base image.',
    help: "Install with the image's own pip, without --target, --prefix, --root, --user and virtual environments.",
  };
  if (install.location !== '' || install.request.user) {
    return elsewhere;
  }
  if (!/^(?:|root|0)(?::.*)?$/.test(step.user)) {
    return {
      reason: `This installs as the user ${step.user.slice(0, 40)}, into that user's own folder.`,
      help: 'Install before USER.',
    };
  }
  const { words } = observed.command;
  const program = INTERPRETER.exec(words[0]);
  const version = program?.[1];
  const sameVersion =
    !version?.includes('.') || python === null || version === python;
  if (!program || !sameVersion || install.request.python !== undefined) {
    // `python -m pip` gives its own name as the interpreter.
    const own = install.request.python === words[0] && program && sameVersion;
    return own ? undefined : elsewhere;
  }
  if (install.request.tool === 'uv') {
    const isSystem =
      words.includes('--system') ||
      /^(?:1|true|yes|on)$/i.test(
        observed.settings.get('UV_SYSTEM_PYTHON') ?? '',
      );
    return isSystem && baseName(words[0]) === 'uv' && words[2] === 'install'
      ? undefined
      : elsewhere;
  }
  return undefined;
}

/** The first option of an installer whose effect is not known to be harmless. */
function unknownOption(words: readonly string[]): string | undefined {
  let after = words.indexOf('install') + 1;
  for (; after < words.length; after++) {
    const word = words[after];
    if (word.startsWith('-') && word !== '--' && word !== '--no-deps') {
      if (!HARMLESS_OPTION.test(word)) {
        return word.split('=', 1)[0].slice(0, 60);
      }
      after += WITH_VALUE.test(word) ? 1 : 0;
    }
  }
  return words
    .slice(0, words.indexOf('install'))
    .find(word => /^--/.test(word) && !HARMLESS_OPTION.test(word));
}
