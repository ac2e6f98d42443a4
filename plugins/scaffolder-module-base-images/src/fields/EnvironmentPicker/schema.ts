import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** The id of an environment of one source, such as `production`. */
export const environmentPickerSchema = makeFieldSchema({
  output: z => z.string(),
  uiOptions: z =>
    z.object({
      source: z.string().optional().describe('Id of the source'),
      sourceField: z
        .string()
        .optional()
        .describe(
          "Field of the form that holds the source, as its id or as an entity of it; 'source' when left out",
        ),
    }),
});

export type EnvironmentPickerProps = typeof environmentPickerSchema.TProps;
