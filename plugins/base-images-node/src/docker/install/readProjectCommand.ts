import { normalizeName } from '../../python/normalizeName';
import { baseName, folderOf } from '../paths';
import { ShellCommand } from '../shell/ShellCommand';
import { DistributionFormat } from './distributionFiles';
import { GroupChoice, ProjectRequest } from './ProjectRequest';
import { readModule } from './readInstaller';

const WITH_VALUE = new Set(
  (
    '--package --extra --extras -E --group -G --with --without --only --only-group --no-group --directory -C --project -P -p ' +
    '--python --no-install-package --output-file -o --output --out-dir --outdir --format -f --index --default-index ' +
    '--index-url --extra-index-url --link-mode --no-emit-package --prune --resolution --prerelease --config-file ' +
    '--config-setting --index-strategy --keyring-provider --no-build-package --no-binary-package --exclude-newer --color ' +
    '--cache-dir --python-platform --lockfile -L --venv --refresh-package --reinstall-package --upgrade-package'
  ).split(' '),
);

/** The request of `uv sync`, `poetry install`, `pdm sync`, their exports and builds; undefined for any other command. */
export function readProjectCommand(
  command: ShellCommand,
): ProjectRequest | undefined {
  const [name, ...rest] = command.words;
  const isPython = /^python/.test(baseName(name));
  const setup = isPython ? readSetupBuild(rest) : undefined;
  if (setup) {
    return readOptions('uv', 'build', setup);
  }
  const module = isPython ? readModule(rest) : undefined;
  if (module?.name === 'build') {
    return readOptions('uv', 'build', module.words);
  }
  const program = module?.name ?? baseName(name);
  const words = module?.words ?? rest;
  const { before, verb, after } = splitVerb(words);
  const all = [...before, ...after];
  switch (`${program} ${verb}`) {
    case 'uv sync':
      return readOptions('uv', 'install', all);
    case 'uv run':
      return all.some(word => /^--no-(?:sync|project)$/.test(word))
        ? undefined
        : readOptions('uv', 'install', [...before, ...onlyOptions(after)]);
    case 'poetry install':
    case 'poetry sync':
      return readOptions('poetry', 'install', all);
    case 'pdm install':
    case 'pdm sync':
      return readOptions('pdm', 'install', all);
    case 'uv export':
    case 'poetry export':
    case 'pdm export':
      return readOptions(program as ProjectRequest['tool'], 'export', all);
    case 'uv build':
    case 'poetry build':
    case 'pdm build':
      return readOptions(program as ProjectRequest['tool'], 'build', all);
    default:
      return undefined;
  }
}

/** `setup.py bdist_wheel`, in the words of `python -m build`. */
function readSetupBuild(words: readonly string[]): string[] | undefined {
  const at = words.findIndex(word => baseName(word) === 'setup.py');
  const after = at < 0 ? [] : words.slice(at + 1);
  const formats = [
    ...(after.includes('bdist_wheel') ? ['--wheel'] : []),
    ...(after.includes('sdist') ? ['--sdist'] : []),
  ];
  const output = after.findIndex(word =>
    /^(?:-d|--dist-dir)(?:=|$)/.test(word),
  );
  const value = after[output]?.split('=', 2)[1] ?? after[output + 1];
  return formats.length === 0
    ? undefined
    : [
        ...formats,
        ...(output < 0 ? [] : [`--outdir=${value}`]),
        folderOf(words[at]),
      ];
}

/** Both, unless the command says which. */
function chooseFormats(
  values: (...names: string[]) => string[],
  has: (...names: string[]) => boolean,
): DistributionFormat[] {
  const named = values('-f', '--format');
  const wheel = has('--wheel', '-w', '--no-sdist') || named.includes('wheel');
  const sdist = has('--sdist', '-s', '--no-wheel') || named.includes('sdist');
  if (wheel === sdist) {
    return ['sdist', 'wheel'];
  }
  return [wheel ? 'wheel' : 'sdist'];
}

function splitVerb(words: readonly string[]) {
  let position = 0;
  while (position < words.length && words[position].startsWith('-')) {
    position += WITH_VALUE.has(words[position]) ? 2 : 1;
  }
  return {
    before: words.slice(0, position),
    verb: words[position] ?? '',
    after: words.slice(position + 1),
  };
}

/** The options in front of a program that is run. */
function onlyOptions(words: readonly string[]): string[] {
  const { before } = splitVerb(words);
  return [...before];
}

function readOptions(
  tool: ProjectRequest['tool'],
  kind: ProjectRequest['kind'],
  words: readonly string[],
): ProjectRequest {
  const options: { name: string; value: string }[] = [];
  const operands: string[] = [];
  for (let position = 0; position < words.length; position++) {
    const word = words[position];
    const [name] = word.split('=', 1);
    if (!word.startsWith('-')) {
      operands.push(word);
    } else if (word.includes('=')) {
      options.push({ name, value: word.slice(name.length + 1) });
    } else if (WITH_VALUE.has(word)) {
      options.push({ name, value: words[++position] ?? '' });
    } else {
      options.push({ name, value: '' });
    }
  }
  const values = (...names: string[]) =>
    options
      .filter(option => names.includes(option.name))
      .flatMap(option => option.value.split(/[,\s]+/).filter(Boolean));
  const has = (...names: string[]) =>
    options.some(option => names.includes(option.name));
  return {
    tool,
    kind,
    folder: [
      ...values('--directory', '--project'),
      ...values(tool === 'poetry' ? '-C' : '-p'),
      ...(kind === 'build' ? operands : []),
    ][0],
    packages: values('--package').map(normalizeName),
    allPackages: has('--all-packages', '--all'),
    extras: values(
      '--extra',
      '--extras',
      '-E',
      // PDM has one option for extras and groups.
      ...(tool === 'pdm' ? ['-G', '--group'] : []),
    ).map(normalizeName),
    allExtras:
      has('--all-extras') ||
      (tool === 'pdm' && values('-G', '--group').includes(':all')),
    groups: chooseGroups(tool, values, has),
    onlyGroups: chooseOnlyGroups(values, has),
    withoutProject:
      has(
        '--no-install-project',
        '--no-emit-project',
        '--no-root',
        '--no-self',
      ) ||
      (tool === 'pdm' &&
        kind === 'export' &&
        !has('--self', '--editable-self')),
    withoutWorkspace: has(
      '--no-install-workspace',
      '--no-install-local',
      '--no-emit-workspace',
      '--no-emit-local',
      '--no-directory',
    ),
    without: values('--no-install-package', '--no-emit-package', '--prune').map(
      normalizeName,
    ),
    formats: chooseFormats(values, has),
    output: values(
      '-o',
      '--output',
      '--output-file',
      '--out-dir',
      '--outdir',
    ).at(-1),
    active: has('--active'),
  };
}

/** `main` among them stands for the requirements of the project itself. */
function chooseOnlyGroups(
  values: (...names: string[]) => string[],
  has: (...names: string[]) => boolean,
): boolean {
  const only = values('--only', '--only-group');
  return (only.length > 0 && !only.includes('main')) || has('--only-dev');
}

function chooseGroups(
  tool: ProjectRequest['tool'],
  values: (...names: string[]) => string[],
  has: (...names: string[]) => boolean,
): GroupChoice {
  const only = values('--only', '--only-group');
  const asked = tool === 'pdm' ? values('-G', '--group') : values('--group');
  const isProduction =
    has('--no-dev', '--prod', '--production', '--no-default-groups') ||
    only.length > 0;
  // PDM takes all groups unless it is told which development groups, and its `:all` means extras as well.
  const isChosen = tool === 'pdm' && asked.length > 0 && has('-d', '--dev');
  const isAll =
    has('--all-groups') ||
    asked.includes(':all') ||
    (tool === 'pdm' && !isProduction && !isChosen);
  let start: GroupChoice['start'] = 'default';
  if (isAll) {
    start = 'all';
  } else if (isProduction || isChosen) {
    start = 'none';
  }
  return {
    start,
    named: [
      ...(has('--only-dev', '--dev') ? ['dev'] : []),
      ...asked,
      ...values('--with'),
      ...only,
    ].map(normalizeName),
    without: values('--without', '--no-group').map(normalizeName),
  };
}
