import { posix } from 'node:path';
import { Diagnostic } from '@base-images/backstage-plugin-base-images-common';
import { LambdaDeclaration } from '../LambdaDeclaration';
import { unreadable } from './diagnostics';
import { Findings, InfrastructureFile } from './InfrastructureFile';
import { isNameTemplate } from './nameTemplate';
import { resolveInTree, treeRoot } from './treePath';

/** An image as infrastructure code writes it, before its paths are resolved. */
export interface WrittenImage {
  kind: LambdaDeclaration['kind'];
  /** As written, or undefined where it is only known at deployment; null where nothing says it. */
  context: string | null | undefined;
  /** As written; undefined where it is only known at deployment. */
  dockerfile: string | undefined;
  /** What a relative Dockerfile is relative to, in the order in which they are tried. */
  dockerfileFrom: ('context' | 'base')[];
  /** Folders that a relative path may be read from, in the order in which they are tried. */
  bases: string[];
  target?: string | null;
  buildArgs?: Record<string, string>;
  /** Paths are as written, relative to the folder that the context is relative to. */
  buildContexts?: Record<string, string>;
  platform?: string | null;
  functions?: string[];
  line: number | null;
}

type Resolution =
  | { base: string; dockerfile: string; context: string | null }
  | { problem: 'dynamic' | 'outside' | 'missing' };

/**
 * The declaration that a written image makes, or the diagnostic that says why it makes none. Nothing is said of an image that
 * no function uses.
 */
export function toFindings(
  file: InfrastructureFile,
  image: WrittenImage,
): Findings {
  const { dockerfile, context } = image;
  let resolution: Resolution = { problem: 'dynamic' };
  if (dockerfile !== undefined) {
    resolution =
      context === undefined
        ? findDockerfile(file, image, dockerfile)
        : resolvePaths(file, image, dockerfile, context);
  }
  if ('problem' in resolution) {
    return {
      declarations: [],
      diagnostics:
        image.kind === 'function'
          ? [problemDiagnostic(file, image, resolution.problem)]
          : [],
    };
  }
  return {
    declarations: [
      {
        kind: image.kind,
        dockerfile: resolution.dockerfile,
        context: resolution.context,
        target: image.target || null,
        buildArgs: sortKeys(image.buildArgs ?? {}),
        buildContexts: sortKeys(
          resolveBuildContexts(resolution.base, image.buildContexts ?? {}),
        ),
        platform: image.platform || null,
        functions: [...new Set(image.functions ?? [])]
          .filter(isNameTemplate)
          .sort(),
        file: file.path,
        line: image.line,
      },
    ],
    diagnostics: [],
  };
}

function problemDiagnostic(
  file: InfrastructureFile,
  { dockerfile, context, dockerfileFrom, line }: WrittenImage,
  problem: 'dynamic' | 'outside' | 'missing',
): Diagnostic {
  const written = posix
    .join(
      dockerfileFrom[0] === 'context' ? (context ?? '') : '',
      dockerfile ?? '',
    )
    .replace(`${treeRoot}/`, '');
  switch (problem) {
    case 'dynamic':
      return unreadable(
        file.path,
        line,
        'The Dockerfile or the build context of this image is only known when the code runs.',
        'Write its path as a literal or a constant, or name the Dockerfile under `lambdas` in base-images.yaml.',
        'info',
      );
    case 'outside':
      return unreadable(
        file.path,
        line,
        `The Dockerfile ${JSON.stringify(written)} is outside of the source tree.`,
        'Keep the Dockerfile and its build context inside the repository.',
      );
    default:
      return unreadable(
        file.path,
        line,
        `The Dockerfile ${JSON.stringify(written)} is not in the source tree.`,
        'Correct the path, or commit the Dockerfile.',
      );
  }
}

function resolvePaths(
  file: InfrastructureFile,
  image: WrittenImage,
  writtenDockerfile: string,
  writtenContext: string | null,
): Resolution {
  let problem: 'outside' | 'missing' = 'outside';
  for (const base of image.bases) {
    const context =
      writtenContext === null ? null : resolveInTree(base, writtenContext);
    if (context === undefined) {
      continue;
    }
    for (const relativeTo of image.dockerfileFrom) {
      const from =
        relativeTo === 'context' && context !== null ? context : base;
      const dockerfile = resolveInTree(from, writtenDockerfile);
      if (dockerfile !== undefined && file.hasFile(dockerfile)) {
        return { base, dockerfile, context };
      }
      problem = dockerfile === undefined ? problem : 'missing';
    }
  }
  return { problem };
}

/**
 * Where only the context is not known: the Dockerfile, when its path has folders and just one of those that it may be read from
 * has a file there. What the Dockerfile copies then tells the context.
 */
function findDockerfile(
  file: InfrastructureFile,
  { bases }: WrittenImage,
  written: string,
): Resolution {
  const found = written.includes('/')
    ? bases.flatMap(base => {
        const dockerfile = resolveInTree(base, written);
        return dockerfile !== undefined && file.hasFile(dockerfile)
          ? [{ base, dockerfile, context: null }]
          : [];
      })
    : [];
  const [only, another] = found;
  return only && !another ? only : { problem: 'dynamic' };
}

/** Paths become paths of the tree, and what is no path stays; a path that leaves the tree is left out. */
function resolveBuildContexts(
  base: string,
  written: Record<string, string>,
): Record<string, string> {
  const resolved: Record<string, string> = {};
  for (const [name, value] of Object.entries(written)) {
    const context = /^(?:[a-z][a-z0-9+.-]+:|git@)/i.test(value)
      ? value
      : resolveInTree(base, value);
    if (context !== undefined) {
      resolved[name] = context;
    }
  }
  return resolved;
}

function sortKeys(record: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1)),
  );
}

/** The platform of a Lambda architecture (AWS Lambda, "Selecting and configuring an instruction set architecture"). */
export function platformOfArchitecture(
  architecture: string | undefined,
): string | null {
  const word = architecture?.toLowerCase().replace(/[^a-z0-9]/g, '');
  switch (word) {
    case 'arm64':
    case 'linuxarm64':
    case 'aarch64':
      return 'linux/arm64';
    case 'x8664':
    case 'amd64':
    case 'linuxamd64':
      return 'linux/amd64';
    default:
      return null;
  }
}
