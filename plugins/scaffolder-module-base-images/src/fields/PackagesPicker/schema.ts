import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { sourceOptions } from '../sourceOptions';

/** Requirements of packages of one source, such as `receipt-label[full]`. */
export const packagesPickerSchema = makeFieldSchema({
  output: z => z.array(z.string()),
  uiOptions: sourceOptions,
});

export type PackagesPickerProps = typeof packagesPickerSchema.TProps;
