import { Lambda } from '@base-images/backstage-plugin-base-images-common';
import { hashLambda } from './hash/hashLambda';
import { AnalysedLambda } from './lambda/AnalysedLambda';
import { CompletedLambda } from './lambda/completeLambda';
import { lambdaBuildSource } from './lambda/lambdaBuildSource';
import { ScanSession } from './memory/ScanSession';
import { OwnersOf } from './owners/parseCodeOwners';
import { SourceTree } from './source/SourceTree';

/** What was found out about a Lambda. */
export interface LambdaAnalysis {
  lambda: AnalysedLambda;
  /** Made for this Lambda alone: the same object as long as it says the same. */
  completed: CompletedLambda;
}

/** The Lambdas of a monorepo as they are reported; the same objects as at the scan before where nothing changed. */
export async function toLambdas(
  analyses: readonly LambdaAnalysis[],
  tree: SourceTree,
  ownersOf: OwnersOf,
  session: ScanSession,
): Promise<Lambda[]> {
  const known = session.derive(
    'reported Lambdas',
    [ownersOf],
    () => new WeakMap<CompletedLambda, Lambda>(),
  );
  const hashOf = (lambda: AnalysedLambda) =>
    session.lambdaHashes.recall(lambda, () => hashLambda(tree, lambda));
  const lambdas: Lambda[] = [];
  for (const analysis of analyses) {
    const { lambda, completed } = analysis;
    const build = known.get(completed)?.build;
    const isSame =
      build?.original.sourceHash === hashOf(lambda) &&
      build.withBase?.sourceHash ===
        (lambda.withBase ? hashOf(lambda.withBase) : undefined);
    if (!isSame) {
      known.set(completed, toLambda(analysis, tree, ownersOf, hashOf));
    }
    lambdas.push(known.get(completed)!);
    await session.turn();
  }
  return lambdas;
}

function toLambda(
  { lambda, completed }: LambdaAnalysis,
  tree: SourceTree,
  ownersOf: OwnersOf,
  hashOf: (lambda: AnalysedLambda) => string,
): Lambda {
  const { requires, missing, misordered, pinned } = completed;
  const build = lambdaBuildSource(lambda, tree, hashOf);
  return {
    id: lambda.id,
    name: lambda.name,
    dockerfile: lambda.dockerfile,
    context: lambda.context,
    target: lambda.target,
    parent: lambda.parent,
    platform: lambda.platform,
    python: lambda.python,
    functions: lambda.functions,
    copies: lambda.copies,
    vendored: lambda.vendored,
    installs: lambda.installs,
    pinned,
    requires,
    missing,
    misordered,
    confidence: lambda.confidence,
    confidenceLine: lambda.confidenceLine,
    withBaseDockerfile: lambda.withBaseDockerfile,
    owners: ownersOf(lambda.dockerfile),
    sourceHash: build.original.sourceHash,
    build,
  };
}
