import {
  BuildSource,
  LambdaBuildSource,
} from '@base-images/backstage-plugin-base-images-common';
import { withoutHeld } from '../declaration/withoutHeld';
import { digest } from '../hash/digest';
import { SourceTree } from '../source/SourceTree';
import { AnalysedLambda } from './AnalysedLambda';

/**
 * What the image of a Lambda is built from, with and without a base image.
 *
 * @param hashOf - the source hash of a Lambda, or of its twin.
 */
export function lambdaBuildSource(
  lambda: AnalysedLambda,
  tree: Pick<SourceTree, 'files'>,
  hashOf: (lambda: AnalysedLambda) => string,
): LambdaBuildSource {
  const { withBase } = lambda;
  return {
    args: lambda.buildArgs,
    original: toSource(lambda, tree, hashOf),
    withBase: withBase && {
      ...toSource(withBase, tree, hashOf),
      leavesOut: withoutHeld(lambda.installs, withBase.installs),
    },
  };
}

function toSource(
  lambda: AnalysedLambda,
  { files }: Pick<SourceTree, 'files'>,
  hashOf: (lambda: AnalysedLambda) => string,
): BuildSource {
  const { dockerfile, target, buildArgs, copies, installs } = lambda;
  const args = Object.entries(buildArgs).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    dockerfile,
    sourceHash: hashOf(lambda),
    dockerfileHash: digest('dockerfile/1', [
      files.get(dockerfile)?.blobId ?? '',
      target ?? '',
      ...args.flat(),
    ]),
    dependenciesHash: null,
    packages: [
      ...new Set([...copies, ...installs.map(item => item.package)]),
    ].sort(),
    externalImages: lambda.externalImages,
  };
}
