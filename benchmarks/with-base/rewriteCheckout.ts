import {
  ContextSources,
  FolderSourceTree,
  RewritableLambda,
  SourceTree,
  WithBaseSources,
} from '@base-images/backstage-plugin-base-images-node';
import {
  BASE_ARGUMENT,
  isDockerfilePath,
} from '../../plugins/base-images-node/src/lambda/isDockerfilePath';
import { finishChild } from '../process/finishChild';
import { RewriteRow } from './RewriteRow';

/** The same files, with all Dockerfiles declared to be of Lambdas. */
function declareAll(
  tree: SourceTree,
  dockerfiles: readonly string[],
): SourceTree {
  const path = 'base-images.yaml';
  const content = Buffer.from(
    JSON.stringify({
      version: 1,
      images: [],
      lambdas: dockerfiles.map(dockerfile => ({ dockerfile })),
    }),
  );
  const file = {
    path,
    blobId: '0'.repeat(40),
    size: content.length,
    type: 'file' as const,
  };
  return {
    revision: null,
    files: new Map([...tree.files, [path, file]]),
    read: async name => (name === path ? content : await tree.read(name)),
  };
}

async function toRow(
  tree: SourceTree,
  sources: WithBaseSources,
  lambda: RewritableLambda,
  isLambda: boolean,
): Promise<RewriteRow> {
  const { dockerfile, confidence, parent, python, requires } = lambda;
  const result = await sources.rewrite(lambda, {
    name: 'packages',
    contains: requires,
    containsDependenciesOf: [],
    parentImage: parent,
    platforms: [],
    python,
  });
  const contexts = await ContextSources.read(tree);
  const sizeOf = async (dockerfileText: string | undefined, args: object) => {
    const selected = await contexts.select({
      ...lambda,
      dockerfileText,
      buildArgs: { ...lambda.buildArgs, ...args },
    });
    return 'refused' in selected ? undefined : selected.size;
  };
  const refusals = 'refused' in result ? result.refused : [];
  const rewritten = 'refused' in result ? undefined : result.dockerfile;
  const written =
    'refused' in result || result.removed.length > 0
      ? 'rewritten'
      : 'nothing removed';
  return {
    dockerfile,
    isLambda,
    confidence,
    parent,
    packages: requires.map(item => item.package),
    outcome: 'refused' in result ? 'refused' : written,
    refusals,
    original: (await tree.read(dockerfile)).toString('utf8'),
    rewritten,
    contextBytes: await sizeOf(undefined, {}),
    contextBytesWithBase:
      rewritten === undefined
        ? undefined
        : await sizeOf(rewritten, { [BASE_ARGUMENT]: parent ?? '' }),
  };
}

async function main() {
  const [folder, ...options] = process.argv.slice(2);
  const tree = await FolderSourceTree.open(folder);
  const found = await WithBaseSources.read(tree);
  const rows: RewriteRow[] = [];
  for (const lambda of found.lambdas) {
    if (lambda.requires.length > 0) {
      rows.push(await toRow(tree, found, lambda, true));
    }
  }
  if (options.includes('--all')) {
    const known = new Set(found.lambdas.map(item => item.dockerfile));
    const others = [...tree.files.keys()].filter(
      path => isDockerfilePath(path) && !known.has(path),
    );
    const declared = declareAll(tree, others);
    const sources = await WithBaseSources.read(declared);
    for (const lambda of sources.lambdas) {
      if (!known.has(lambda.dockerfile) && lambda.requires.length > 0) {
        rows.push(await toRow(declared, sources, lambda, false));
      }
    }
  }
  finishChild({ rows });
}

void main();
