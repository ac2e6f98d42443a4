import { Diagnostic } from '@base-images/backstage-plugin-base-images-common';
import { DockerIgnore } from '../docker/DockerIgnore';
import { PackageIndex } from '../docker/install/PackageIndex';
import { parseDockerfile } from '../docker/parseDockerfile';
import { SortedPaths } from '../docker/SortedPaths';
import { TreeIndex } from '../docker/TreeIndex';
import { Recorder } from '../memory/Recorder';
import { ScanSession } from '../memory/ScanSession';
import { DiscoveredPackage } from '../python/DiscoveredPackage';
import { SourceTree } from '../source/SourceTree';
import { AnalysedLambda } from './AnalysedLambda';
import { BuildContexts } from './BuildContexts';
import { ContextFiles } from './ContextFiles';
import { declaredDockerfiles, UNDECLARED_BUILDS } from './declaredDockerfiles';
import { isDockerfilePath, WITH_BASE_SUFFIX } from './isDockerfilePath';
import { LambdaBuild } from './LambdaBuild';
import { LambdaDeclaration } from './LambdaDeclaration';
import { unknownTarget } from './lambdaDiagnostics';
import { LambdaFindings, LambdaReader } from './LambdaReader';

const MAXIMUM_SIZE = 262_144;

const NOTHING: LambdaFindings = {
  lambdas: [],
  diagnostics: [],
  unknownTargets: [],
};

/** What {@link discoverLambdas} gives. @public */
export interface DiscoveredLambdas {
  /** Sorted by id. */
  lambdas: AnalysedLambda[];
  diagnostics: Diagnostic[];
}

/**
 * Finds the container Lambdas of a source tree: the Dockerfiles that build on one of AWS's Lambda images, and those that are
 * declared. Never throws for what is in a file.
 *
 * @public
 */
export async function discoverLambdas(
  tree: SourceTree,
  packages: readonly DiscoveredPackage[],
  declarations: readonly LambdaDeclaration[],
  session: ScanSession = ScanSession.begin(tree),
): Promise<DiscoveredLambdas> {
  const recorder = new Recorder();
  const observed = recorder.observe(session.reads.of(tree));
  const sortedPaths = session.derive('paths', [session.listing], () =>
    SortedPaths.of([...tree.files.keys()]),
  );
  const index = await TreeIndex.create(
    observed,
    recorder.onListing,
    sortedPaths,
  );
  const packageIndex = PackageIndex.of(packages, recorder.onPackage);
  const reader = new LambdaReader({
    contexts: await BuildContexts.create(index, text =>
      session.derive(`ignore file ${text}`, [], () => DockerIgnore.parse(text)),
    ),
    packages: packageIndex,
    files: new ContextFiles(packageIndex),
  });
  const { declared, archives } = session.derive(
    'declared Dockerfiles',
    [declarations],
    () => declaredDockerfiles(declarations),
  );
  const paths = new Set(
    session.derive('Dockerfiles', [session.listing], () =>
      [...tree.files.keys()].filter(isDockerfilePath),
    ),
  );
  const lambdas = new Map<string, AnalysedLambda>();
  const diagnostics: Diagnostic[] = [];
  for (const [path, { given }] of declared) {
    if (tree.files.get(path)?.type === 'file') {
      paths.add(path);
    } else {
      diagnostics.push(missingDockerfile(given[0]));
    }
  }
  for (const path of archives) {
    if (!declared.get(path)?.given.some(({ kind }) => kind === 'function')) {
      paths.delete(path);
    }
  }
  const readDockerfile = async (
    path: string,
    builds: readonly LambdaBuild[],
  ): Promise<LambdaFindings> => {
    const file = observed.files.get(path);
    if (file?.type !== 'file') {
      return NOTHING;
    }
    if (file.size > MAXIMUM_SIZE) {
      return { ...NOTHING, diagnostics: [tooLarge(path)] };
    }
    const twin = observed.files.get(`${path}${WITH_BASE_SUFFIX}`);
    const readModel = async (dockerfile: string) =>
      parseDockerfile((await observed.read(dockerfile)).toString('utf8'));
    return reader.read(
      path,
      await readModel(path),
      builds,
      twin?.type === 'file' && twin.size <= MAXIMUM_SIZE
        ? { dockerfile: twin.path, model: await readModel(twin.path) }
        : null,
    );
  };
  for (const path of paths) {
    const { given, builds, key } = declared.get(path) ?? UNDECLARED_BUILDS;
    const read =
      session.lambdas.find(path, key) ??
      // One after the other: the recorder tells what is asked for one Dockerfile only.
      (await session.lambdas.recall(path, key, recorder, () =>
        readDockerfile(path, builds),
      ));
    read.lambdas.forEach(lambda => lambdas.set(lambda.id, lambda));
    diagnostics.push(...read.diagnostics);
    for (const target of read.unknownTargets) {
      // Declarations move up and down in their files while what they say stays the same.
      const declaration = given.find(item => item.target === target);
      diagnostics.push(...(declaration ? [unknownTarget(declaration)] : []));
    }
    await session.turn();
  }
  return {
    lambdas: [...lambdas.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    diagnostics,
  };
}

function missingDockerfile(declaration: LambdaDeclaration): Diagnostic {
  return {
    code: 'missing-dockerfile',
    severity: declaration.kind === 'function' ? 'error' : 'warning',
    file: declaration.file,
    line: declaration.line,
    column: null,
    message: `The Dockerfile ${declaration.dockerfile} does not exist.`,
    help: 'Correct its path, which is relative to the build context or the root, or add the file.',
  };
}

function tooLarge(file: string): Diagnostic {
  return {
    code: 'invalid-dockerfile',
    severity: 'warning',
    file,
    line: null,
    column: null,
    message: `The Dockerfile is larger than ${MAXIMUM_SIZE} bytes and is left out.`,
    help: 'Move what is embedded in it to files of their own.',
  };
}
