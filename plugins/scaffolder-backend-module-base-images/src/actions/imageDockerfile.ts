import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { ANNOTATION_IMAGE } from '@base-images/backstage-plugin-base-images-common';
import { proposeBaseDockerfile } from '@base-images/backstage-plugin-base-images-node';
import { EntityNames } from '../catalog/EntityNames';
import { describeBaseDockerfile } from '../text/describeBaseDockerfile';
import { carryOut } from '../workspace/carryOut';
import { examples } from './imageDockerfile.examples';
import { fileOutputs, folderInputs } from './sharedSchema';

/**
 * Creates the action `base-images:image:dockerfile`.
 *
 * @public
 */
export function createImageDockerfileAction(options: { names: EntityNames }) {
  const { names } = options;
  return createTemplateAction({
    id: 'base-images:image:dockerfile',
    description:
      'Writes the Dockerfile of a base image that base-images.yaml declares, and the ignore file that belongs to it. What cannot be built for sure is refused, with the line of the declaration.',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        name: z =>
          z.string({
            description:
              'The base image: its name in base-images.yaml, or the ref of its entity.',
          }),
        ...folderInputs,
      },
      output: {
        ...fileOutputs,
        name: z => z.string({ description: 'Name of the base image.' }),
        baseImageArgument: z =>
          z
            .string({
              description:
                'Build argument that must name the image of the base image that it stands on. Not when it stands on an external one.',
            })
            .optional(),
        secrets: z =>
          z.array(z.string(), {
            description: 'Ids of the BuildKit secrets that the build needs.',
          }),
      },
    },
    async handler(ctx) {
      const { input, signal } = ctx;
      const name = await names.resolve(input.name, ANNOTATION_IMAGE, () =>
        ctx.getInitiatorCredentials(),
      );
      const { proposal } = await carryOut(ctx, {
        refusal: 'The Dockerfile is not written',
        language: 'dockerfile',
        propose: tree => proposeBaseDockerfile(tree, { name, signal }),
      });
      const { baseImage, written } = proposal;

      ctx.output('name', baseImage.name);
      if (written.baseImageArgument !== null) {
        ctx.output('baseImageArgument', written.baseImageArgument);
      }
      ctx.output('secrets', written.secrets);
      ctx.output('summary', describeBaseDockerfile(proposal));
    },
  });
}
