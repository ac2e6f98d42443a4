import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** Holds nothing: the field only shows what the other fields lead to. */
export const dockerfilePreviewSchema = makeFieldSchema({
  output: z => z.null(),
  uiOptions: z =>
    z.object({
      of: z
        .enum(['with-base', 'base-image'])
        .optional()
        .describe(
          "'with-base' shows the Dockerfile of a Lambda on a base image, 'base-image' the declaration of a base image; the former when left out",
        ),
      lambdaField: z
        .string()
        .optional()
        .describe(
          "Field of the form that holds the Lambda; 'lambda' when left out",
        ),
      baseImageField: z
        .string()
        .optional()
        .describe(
          "Field of the form that holds the base image; 'baseImage' when left out",
        ),
      sourceField: z
        .string()
        .optional()
        .describe(
          "Field of the form that holds the source of the base image, as its id or as an entity of it; 'source' when left out",
        ),
      fields: z
        .record(z.string())
        .optional()
        .describe(
          'Fields of the form that hold the fields of the base image, where they have other names',
        ),
    }),
});

export type DockerfilePreviewProps = typeof dockerfilePreviewSchema.TProps;
