import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/** Requirements of packages of one source, such as `receipt-label[full]`. */
export const packagesPickerSchema = makeFieldSchema({
  output: z => z.array(z.string()),
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

export type PackagesPickerProps = typeof packagesPickerSchema.TProps;
