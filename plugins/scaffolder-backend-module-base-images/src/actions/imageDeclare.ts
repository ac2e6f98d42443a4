import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { ANNOTATION_IMAGE } from '@base-images/backstage-plugin-base-images-common';
import {
  formatDiff,
  proposeBaseImage,
} from '@base-images/backstage-plugin-base-images-node';
import { EntityNames } from '../catalog/EntityNames';
import { describeDeclaration } from '../text/describeDeclaration';
import { toRequirement } from '../text/markdown';
import { carryOut } from '../workspace/carryOut';
import { examples } from './imageDeclare.examples';
import { fileOutputs, folderInputs } from './sharedSchema';
import { toImageFields } from './toImageFields';

/**
 * Creates the action `base-images:image:declare`.
 *
 * @public
 */
export function createImageDeclareAction(options: { names: EntityNames }) {
  const { names } = options;
  return createTemplateAction({
    id: 'base-images:image:declare',
    description:
      'Declares a base image in base-images.yaml, or changes one. Comments and everything else in the file stay as they are; what would be a mistake is refused, with its line.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        name: z =>
          z.string({
            description: 'Name of the base image, such as receipt-label.',
          }),
        from: z =>
          z
            .string({
              description:
                'What it stands on: an image with its tag, the name of another base image, or the ref of its entity. Needed for a new one.',
            })
            .optional(),
        python: z =>
          z
            .string({ description: "Python version, such as '3.12'." })
            .optional(),
        platforms: z =>
          z
            .array(z.string(), {
              description: 'Platforms, such as linux/arm64.',
            })
            .optional(),
        packages: z =>
          z
            .array(z.string(), {
              description:
                'Packages of the monorepo, with extras, such as receipt-label[full]. What they need comes with them.',
            })
            .optional(),
        include: z =>
          z
            .enum(['packages', 'dependencies'], {
              description:
                'Whether it holds the packages, or only their third-party dependencies. Default: packages.',
            })
            .optional(),
        setup: z =>
          z
            .array(z.string(), {
              description:
                'ARG, RUN and COPY instructions before the packages are installed. These run when the image is built.',
            })
            .optional(),
        env: z =>
          z
            .record(z.string(), {
              description: 'Environment variables of the image.',
            })
            .optional(),
        args: z =>
          z.record(z.string(), { description: 'Build arguments.' }).optional(),
        constraints: z =>
          z
            .string({
              description:
                'Path of a constraints file, or of a lock, in the monorepo.',
            })
            .optional(),
        requirements: z =>
          z
            .array(z.string(), {
              description:
                'Paths of requirements files in the monorepo that are installed too.',
            })
            .optional(),
        installer: z =>
          z
            .enum(['pip', 'uv'], {
              description: 'What installs the packages. Default: pip.',
            })
            .optional(),
        index: z =>
          z
            .object(
              {
                url: z.string().optional(),
                extraUrls: z.array(z.string()).optional(),
                secrets: z.array(z.string()).optional(),
              },
              {
                description:
                  'Where third-party packages come from; ids of BuildKit secrets, never credentials.',
              },
            )
            .optional(),
        maxAge: z =>
          z
            .string({
              description:
                'Age after which the image is built anew, such as 30d.',
            })
            .optional(),
        update: z =>
          z
            .boolean({
              description:
                'Whether a base image of this name may be changed: the fields that are given. Default: it is refused.',
            })
            .optional(),
        ...folderInputs,
      },
      output: {
        ...fileOutputs,
        name: z => z.string({ description: 'Name of the base image.' }),
        contains: z =>
          z.array(z.string(), {
            description:
              'Packages that it holds, with all that they need and what comes from the base image below.',
          }),
        diff: z =>
          z.string({
            description:
              'Difference of base-images.yaml before and after, in the unified format.',
          }),
      },
    },
    async handler(ctx) {
      const { input, signal } = ctx;
      const from = input.from
        ? await names.resolve(input.from, ANNOTATION_IMAGE, () =>
            ctx.getInitiatorCredentials(),
          )
        : undefined;
      const { proposal } = await carryOut(ctx, {
        refusal: 'The base image is not declared',
        language: 'yaml',
        propose: tree =>
          proposeBaseImage(tree, {
            image: toImageFields({ ...input, from }),
            update: input.update,
            signal,
          }),
      });
      const { baseImage, files } = proposal;
      const [{ path, before, after }] = files;
      const diff = formatDiff(before ?? '', after, [
        before === undefined ? '/dev/null' : path,
        path,
      ]);

      ctx.output('name', baseImage.name);
      ctx.output('contains', baseImage.contains.map(toRequirement));
      ctx.output('diff', diff);
      ctx.output('summary', describeDeclaration(proposal, diff));
    },
  });
}
