import {
  BaseImageCoverage,
  KeptPart,
  Monorepo,
  RewrittenPart,
} from '@base-images/backstage-plugin-base-images-common';
import { coverLambda } from '../coverage/coverLambda';
import { DECLARATION_FILE } from '../declaration/declarationRules';
import { normalizeName } from '../python/normalizeName';
import { scan } from '../scan';
import { SourceTree } from '../source/SourceTree';
import { RewritableLambda, WithBaseSources } from '../withBase/WithBaseSources';
import { WITH_BASE_SUFFIX } from '../lambda/isDockerfilePath';
import { findLambda, LambdaChoice } from './findLambda';
import { Proposal, ProposalRefusal, ProposedFile } from './Proposal';
import { readTextFile } from './readTextFile';

/** What {@link proposeWithBase} is asked for. @public */
export interface WithBaseRequest extends LambdaChoice {
  /** Name of the base image; the one that covers most when left out. */
  baseImage?: string;
  signal?: AbortSignal;
}

/** A `Dockerfile.with_base` with what it does. @public */
export interface WithBaseDetails {
  lambda: RewritableLambda;
  /** Text of the Dockerfile as it is. */
  original: string;
  coverage: BaseImageCoverage;
  /** What is left out when the image stands on the base image, in the order of the file. */
  removed: RewrittenPart[];
  /** Installs and copies of packages of the base image that stay nevertheless, in the order of the file. */
  kept: KeptPart[];
}

/**
 * Proposes the `Dockerfile.with_base` of a Lambda, first among the files; and, where a `.dockerignore` belongs to the
 * Dockerfile alone, its copy, which the new Dockerfile needs to see the same files.
 *
 * @throws InputError when no Lambda, or more than one, is meant.
 * @public
 */
export async function proposeWithBase(
  tree: SourceTree,
  request: WithBaseRequest,
): Promise<Proposal<WithBaseDetails>> {
  const { signal } = request;
  const sources = await WithBaseSources.read(tree);
  signal?.throwIfAborted();
  const lambda = findLambda(sources.lambdas, request);
  const original = await readTextFile(tree, lambda.dockerfile);
  const refuse = (refusal: Omit<ProposalRefusal, 'file'>) => ({
    refused: [{ file: lambda.dockerfile, ...refusal }],
  });
  if (!original?.isText) {
    return refuse({
      line: null,
      reason: 'The Dockerfile is not UTF-8 text.',
      help: 'Save it as UTF-8.',
    });
  }
  const monorepo = await scan(tree, { signal });
  const chosen = chooseBaseImage(monorepo, lambda, request.baseImage);
  if ('reason' in chosen) {
    return refuse(chosen);
  }
  const { baseImage } = chosen;
  const rewritten = await sources.rewrite(lambda, baseImage);
  signal?.throwIfAborted();
  if ('refused' in rewritten) {
    return {
      refused: rewritten.refused.map(item => ({
        file: lambda.dockerfile,
        ...item,
      })),
    };
  }
  if (rewritten.dockerfile === original.text) {
    return refuse({
      line: null,
      reason: 'The Dockerfile stands on a base image already.',
      help: `Rewrite the original Dockerfile; the one on a base image stands beside it, as Dockerfile${WITH_BASE_SUFFIX}.`,
    });
  }
  const path = `${lambda.dockerfile}${WITH_BASE_SUFFIX}`;
  const files: ProposedFile[] = [
    {
      path,
      before: (await readTextFile(tree, path))?.text,
      after: rewritten.dockerfile,
    },
  ];
  const ignore = await readTextFile(tree, `${lambda.dockerfile}.dockerignore`);
  if (ignore?.isText) {
    const copy = `${path}.dockerignore`;
    files.push({
      path: copy,
      before: (await readTextFile(tree, copy))?.text,
      after: ignore.text,
    });
  }
  return {
    lambda,
    original: original.text,
    coverage:
      coverLambda(lambda, [baseImage])[0] ?? noCoverage(lambda, baseImage.name),
    removed: rewritten.removed,
    kept: rewritten.kept,
    files,
  };
}

function chooseBaseImage(
  { baseImages }: Monorepo,
  lambda: RewritableLambda,
  name: string | undefined,
):
  | { baseImage: Monorepo['baseImages'][number] }
  | Omit<ProposalRefusal, 'file'> {
  const wanted =
    name === undefined
      ? coverLambda(lambda, baseImages)[0]?.baseImage
      : normalizeName(name);
  const baseImage = baseImages.find(item => item.name === wanted);
  if (baseImage) {
    return { baseImage };
  }
  const names = baseImages.map(item => item.name).join(', ') || 'none';
  return name === undefined
    ? {
        line: null,
        reason: 'No base image covers what this Lambda requires.',
        help: `Declare one in ${DECLARATION_FILE} that holds packages which the Lambda installs; it declares ${names}.`,
      }
    : {
        line: null,
        reason: `There is no base image ${name.slice(0, 80)}.`,
        help: `Choose one that ${DECLARATION_FILE} declares: ${names}.`,
      };
}

function noCoverage(
  { requires }: RewritableLambda,
  baseImage: string,
): BaseImageCoverage {
  return {
    baseImage,
    covered: [],
    uncovered: requires,
    surplus: [],
    coverage: requires.length === 0 ? null : 0,
  };
}
