import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** The name of a base image; nothing to mean the one that covers most when the template runs. */
export const baseImagePickerSchema = makeFieldSchema({
  output: z => z.string(),
  uiOptions: z =>
    z.object({
      lambdaField: z
        .string()
        .optional()
        .describe(
          "Field of the form that holds the Lambda; 'lambda' when left out",
        ),
    }),
});

export type BaseImagePickerProps = typeof baseImagePickerSchema.TProps;
