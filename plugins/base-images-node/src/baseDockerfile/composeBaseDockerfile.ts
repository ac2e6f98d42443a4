import { BaseImageDeclaration } from '../declaration/BaseImageDeclaration';
import {
  checkCommand,
  finishScript,
  installCommand,
  InstallScriptInputs,
  prepareScript,
  UV_FOLDER,
} from './installScript';
import { quoteForDockerfile, quoteForShell } from './quoting';
import { secretMounts } from './secretMounts';

/** What is written down; everything has been checked. */
export interface BaseDockerfileParts {
  declaration: BaseImageDeclaration;
  /** What stands after FROM, and the build argument that it needs. */
  image: { text: string; argument: string | undefined };
  python: string | null;
  /** Folders and files that are there while packages are installed. */
  folders: readonly string[];
  files: readonly string[];
  /** Path of a constraints file. */
  constraints: string | undefined;
  /** Constraints that a lock stands for. */
  locked: readonly string[];
  /** Whether requirements files are installed by a command of their own, because of their hashes. */
  requirementsFirst: boolean;
  targets: readonly string[];
}

const SOURCES = '/tmp/src';
const LOCKED = '/tmp/constraints.txt';
/** A folder that no image has: some builders remove the place of a mount afterwards, others leave it where it lies in `/tmp`. */
const MOUNT = '/base-images-sources';

/** Writes the Dockerfile of a base image. */
export function composeBaseDockerfile(parts: BaseDockerfileParts): string {
  const { declaration, image } = parts;
  const copies = copyInstructions([...parts.folders, ...parts.files]);
  const sections = [
    [
      `# The base image ${declaration.name}, written from base-images.yaml. Change it there.`,
      ...(image.argument === undefined ? [] : [`ARG ${image.argument}`]),
      ...(copies.length > 0 ? ['FROM scratch AS sources', ...copies, ''] : []),
      `FROM ${image.text}`,
      ...assignments('ARG', declaration.args),
      ...declaration.setup.map(step => step.trimEnd()),
      runInstruction(parts, copies.length > 0),
      ...assignments('ENV', declaration.env),
    ],
  ];
  return `${sections.flat().join('\n')}\n`;
}

/** What lies in a folder that is copied anyway is not copied again. */
function copyInstructions(paths: readonly string[]): string[] {
  const copied: string[] = [];
  for (const path of [...new Set(paths)].sort()) {
    const isCopied = copied.some(
      folder => folder === '.' || path.startsWith(`${folder}/`),
    );
    if (!isCopied) {
      copied.push(path);
    }
  }
  return copied.map(path => {
    const to = path === '.' ? '/src/' : `/src/${path}`;
    return `COPY ${JSON.stringify([path, to]).replace(',', ', ')}`;
  });
}

function assignments(
  keyword: 'ARG' | 'ENV',
  values: Readonly<Record<string, string>>,
): string[] {
  return Object.entries(values)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${keyword} ${name}=${quoteForDockerfile(value)}`);
}

function runInstruction(
  parts: BaseDockerfileParts,
  hasSources: boolean,
): string {
  const { installer, index } = parts.declaration;
  const { mounts, settings } = secretMounts(index.secrets);
  const commands = [
    ...prepareScript(installer),
    ...(settings.length > 0 ? [`export ${settings.join(' ')}`] : []),
    ...pythonCheck(parts.python),
    ...(hasSources ? [`cp -R ${MOUNT}/. ${SOURCES}`] : []),
    ...(parts.locked.length > 0
      ? [
          `printf '%s\\n' \\\n      ${parts.locked.map(quoteForShell).join(' \\\n      ')} > ${LOCKED}`,
        ]
      : []),
    ...installations(parts).map(installCommand),
    ...finishScript(installer),
    checkCommand(installer),
    ...cleanUp(parts, hasSources),
  ];
  const mountAll = [
    ...(hasSources
      ? [`--mount=type=bind,from=sources,source=/src,target=${MOUNT}`]
      : []),
    ...mounts,
  ];
  return `RUN ${[...mountAll, commands.join(' && \\\n    ')].join(' \\\n    ')}`;
}

/** Markers and coverage rely on what is declared. */
function pythonCheck(python: string | null): string[] {
  if (python === null || !/^\d+\.\d+$/.test(python)) {
    return [];
  }
  const [major, minor] = python.split('.');
  return [
    `python3 -c 'import sys; sys.exit(None if sys.version_info[:2] == (${major}, ${minor}) else "Python ${python} is declared, and this is " + sys.version)'`,
  ];
}

function installations(parts: BaseDockerfileParts): InstallScriptInputs[] {
  const { declaration, constraints, locked, requirementsFirst, targets } =
    parts;
  const { installer, index } = declaration;
  const requirements = declaration.requirements.map(
    ({ path }) => `${SOURCES}/${path}`,
  );
  const common = {
    installer,
    index,
    constraints: [
      ...(constraints === undefined ? [] : [`${SOURCES}/${constraints}`]),
      ...(locked.length > 0 ? [LOCKED] : []),
    ],
  };
  const first = { ...common, requirements, targets: [] };
  const all = requirementsFirst
    ? [first, { ...common, requirements: [], targets }]
    : [{ ...common, requirements, targets }];
  return all.filter(item => item.requirements.length + item.targets.length > 0);
}

function cleanUp(
  { locked, declaration }: BaseDockerfileParts,
  hasSources: boolean,
): string[] {
  const left = [
    ...(hasSources ? [SOURCES] : []),
    ...(locked.length > 0 ? [LOCKED] : []),
    ...(declaration.installer === 'uv' ? [UV_FOLDER] : []),
  ];
  return left.length > 0 ? [`rm -rf ${left.join(' ')}`] : [];
}
