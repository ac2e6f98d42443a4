import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { sourceOptions } from '../sourceOptions';

/** The id of an environment of one source, such as `production`. */
export const environmentPickerSchema = makeFieldSchema({
  output: z => z.string(),
  uiOptions: sourceOptions,
});

export type EnvironmentPickerProps = typeof environmentPickerSchema.TProps;
