import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** The full ref of the entity of a Lambda, such as `component:default/upload-lambda`. */
export const lambdaPickerSchema = makeFieldSchema({
  output: z => z.string(),
  uiOptions: z =>
    z.object({
      source: z
        .string()
        .optional()
        .describe(
          'Id of the source whose Lambdas are listed; all of them when left out',
        ),
    }),
});

export type LambdaPickerProps = typeof lambdaPickerSchema.TProps;
