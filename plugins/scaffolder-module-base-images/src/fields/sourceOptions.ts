import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { readFormField } from './readFormField';

/** As {@link makeFieldSchema} hands it out. */
type Zod = Parameters<Parameters<typeof makeFieldSchema>[0]['output']>[0];

/** The options of a field that is about one source. */
export const sourceOptions = (z: Zod) =>
  z.object({
    source: z.string().optional().describe('Id of the source'),
    sourceField: z
      .string()
      .optional()
      .describe(
        "Field of the form that holds the source, as its id or as an entity of it; 'source' when left out",
      ),
  });

/** The source that a field is about: its id, or an entity of it; undefined when none is named. */
export function readSource(
  formContext: Parameters<typeof readFormField>[0],
  options: { source?: string; sourceField?: string } | undefined,
): string | undefined {
  return (
    options?.source ??
    readFormField(formContext, options?.sourceField ?? 'source')
  );
}
