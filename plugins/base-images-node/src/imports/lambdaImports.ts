import { Diagnostic } from '@base-images/backstage-plugin-base-images-common';
import { folderOf } from '../docker/paths';
import { PackageGraph } from '../graph/PackageGraph';
import { AnalysedLambda } from '../lambda/AnalysedLambda';
import { mayHoldPackages } from '../lambda/missingPackages';
import { DiscoveredPackage } from '../python/DiscoveredPackage';
import { lambdaMarkerEnvironment } from '../python/lambdaMarkerEnvironment';
import { describePlaces } from './describePlaces';
import { ImportedPackage, ImportPlace } from './ImportedPackages';
import { isShippedPath } from './isShippedPath';
import { ModuleLayout } from './ModuleLayout';

/** What has to be known of a Lambda to check what its handler imports. @public */
export type ImportingLambda = Pick<
  AnalysedLambda,
  | 'id'
  | 'dockerfile'
  | 'target'
  | 'parent'
  | 'platform'
  | 'python'
  | 'installs'
  | 'pinned'
  | 'copies'
  | 'confidence'
  | 'files'
>;

/** The Python files that an image runs without installing the package that they belong to. */
export interface HandlerFiles {
  /** Those that certainly are about this Lambda, sorted. */
  files: string[];
  /** Names of files and folders by which its files may import each other, wherever they end up in the image. */
  localModules: ReadonlySet<string>;
}

/**
 * Finds a Lambda's own Python files. An image that is given the whole monorepo holds much that it never runs, therefore those
 * beside its Dockerfile are taken; where there are none, those that belong to no package.
 */
export function findHandlerFiles(
  lambda: Pick<ImportingLambda, 'dockerfile' | 'files' | 'installs'>,
  layout: ModuleLayout,
): HandlerFiles {
  const installed = new Set<string | undefined>(
    lambda.installs.map(item => item.package),
  );
  const all = lambda.files.filter(
    path =>
      path.endsWith('.py') && !installed.has(layout.packageOf(path)?.name),
  );
  const folder = folderOf(lambda.dockerfile);
  const near = all.filter(
    path => folder !== '.' && path.startsWith(`${folder}/`),
  );
  const loose = all.filter(path => !layout.isShipped(path));
  return {
    files:
      near.length > 0
        ? near.filter(path => isShippedPath(path.slice(folder.length + 1)))
        : loose.filter(isShippedPath),
    localModules: new Set(
      [...near, ...loose].flatMap(path =>
        pathBelowFolder(layout.packageOf(path)?.path ?? '.', path)
          .replace(/\.py$/, '')
          .split('/'),
      ),
    ),
  };
}

function pathBelowFolder(folder: string, path: string): string {
  return folder === '.' ? path : path.slice(folder.length + 1);
}

/** Reports the internal packages that a Lambda's handler imports and its image lacks. */
export function reportLambdaImports(
  lambda: ImportingLambda,
  imported: readonly ImportedPackage[],
  graph: PackageGraph,
): Diagnostic[] {
  const isHeld = createImagePackages(lambda, graph);
  return imported.flatMap(({ name, places }) => {
    const other = graph.packages.get(name);
    return other && !isHeld(name) ? [report(lambda, other, places)] : [];
  });
}

/** Whether an image holds a package, is going to get it, or lacks it for a reason that is reported elsewhere. */
function createImagePackages(
  { installs, pinned, copies, platform, python }: ImportingLambda,
  graph: PackageGraph,
): (name: string) => boolean {
  const direct = new Set([
    ...installs.map(item => item.package),
    ...pinned.map(item => item.package),
    ...copies,
  ]);
  let all: Set<string> | undefined;
  return name => {
    if (direct.has(name)) {
      return true;
    }
    all ??= new Set(
      graph
        .closure(
          [
            ...installs,
            ...pinned.map(item => ({ package: item.package, extras: [] })),
          ],
          { environment: lambdaMarkerEnvironment(platform, python) },
        )
        .map(item => item.package),
    );
    return all.has(name);
  };
}

function report(
  lambda: ImportingLambda,
  imported: DiscoveredPackage,
  places: readonly ImportPlace[],
): Diagnostic {
  const [{ file, statement, module }] = places;
  const isLazy = statement.scope === 'lazy';
  // A parent or a script that is not known may hold the package.
  const isUnsure =
    lambda.confidence === 'unknown' || mayHoldPackages(lambda.parent);
  const image =
    lambda.target === null
      ? lambda.dockerfile
      : `stage ${lambda.target} of ${lambda.dockerfile}`;
  return {
    code: 'undeclared-import',
    severity: isLazy || isUnsure ? 'info' : 'warning',
    file,
    line: statement.line,
    column: statement.column,
    message: `The handler${isLazy ? ' lazily' : ''} imports ${module} of ${imported.name}, but the image of ${image} does not install it${isUnsure ? ', as far as can be told' : ''}.${describePlaces(places)}`,
    help: `Copy ${imported.path} into the image and install ${imported.name} in ${lambda.dockerfile}.`,
  };
}
