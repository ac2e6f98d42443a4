import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  ANNOTATION_IMAGE,
  ANNOTATION_LAMBDA,
} from '@base-images/backstage-plugin-base-images-common';
import {
  formatDiff,
  proposeWithBase,
} from '@base-images/backstage-plugin-base-images-node';
import { EntityNames } from '../catalog/EntityNames';
import { describeWithBase } from '../text/describeWithBase';
import { toRequirement } from '../text/markdown';
import { carryOut } from '../workspace/carryOut';
import { examples } from './dockerfileCreate.examples';
import { fileOutputs, folderInputs } from './sharedSchema';

/**
 * Creates the action `base-images:dockerfile:create`.
 *
 * @public
 */
export function createDockerfileCreateAction(options: { names: EntityNames }) {
  const { names } = options;
  return createTemplateAction({
    id: 'base-images:dockerfile:create',
    description:
      'Writes the Dockerfile.with_base of a Lambda beside its Dockerfile: the same Dockerfile, which can stand on a base image. What cannot be rewritten for sure is refused, with line and reason.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        lambda: z =>
          z.string({
            description:
              'The Lambda: the path of its Dockerfile in the monorepo, its id or name there, or the ref of its entity.',
          }),
        target: z =>
          z
            .string({
              description:
                'Stage that is built, where the Dockerfile makes several Lambdas.',
            })
            .optional(),
        baseImage: z =>
          z
            .string({
              description:
                'The base image to stand on: its name in base-images.yaml, or the ref of its entity. Default: the one that covers most.',
            })
            .optional(),
        ...folderInputs,
      },
      output: {
        ...fileOutputs,
        dockerfile: z =>
          z.string({
            description: 'Path of the original Dockerfile in the monorepo.',
          }),
        lambda: z => z.string({ description: 'Name of the Lambda.' }),
        baseImage: z =>
          z.string({
            description: 'Name of the base image in base-images.yaml.',
          }),
        coverage: z =>
          z
            .number({
              description:
                'Covered share of what the Lambda requires, from 0 to 1. Not when it requires nothing.',
            })
            .optional(),
        covered: z =>
          z.array(z.string(), {
            description: 'Packages that the base image holds.',
          }),
        uncovered: z =>
          z.array(z.string(), {
            description: 'Packages that are installed as before.',
          }),
        diff: z =>
          z.string({
            description:
              'Difference of the Dockerfile and the written one, in the unified format.',
          }),
      },
    },
    async handler(ctx) {
      const { input, signal } = ctx;
      const credentials = () => ctx.getInitiatorCredentials();
      const lambda = await names.resolve(
        input.lambda,
        ANNOTATION_LAMBDA,
        credentials,
      );
      const baseImage = input.baseImage
        ? await names.resolve(input.baseImage, ANNOTATION_IMAGE, credentials)
        : undefined;
      const { proposal, changed } = await carryOut(ctx, {
        refusal: 'The Dockerfile is not rewritten',
        language: 'dockerfile',
        propose: tree =>
          proposeWithBase(tree, {
            lambda,
            target: input.target || undefined,
            baseImage,
            signal,
          }),
      });
      const { coverage, files, original } = proposal;
      const { dockerfile, name } = proposal.lambda;
      const [{ path, after }] = files;
      const diff = formatDiff(original, after, [dockerfile, path]);

      ctx.output('dockerfile', dockerfile);
      ctx.output('lambda', name);
      ctx.output('baseImage', coverage.baseImage);
      if (coverage.coverage !== null) {
        ctx.output('coverage', coverage.coverage);
      }
      ctx.output('covered', coverage.covered.map(toRequirement));
      ctx.output('uncovered', coverage.uncovered.map(toRequirement));
      ctx.output('diff', diff);
      ctx.output('summary', describeWithBase(proposal, { changed, diff }));
    },
  });
}
