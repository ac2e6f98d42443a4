import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { PackagesPicker } from './PackagesPicker';
import { packagesPickerSchema } from './schema';

export const packagesPickerField = createFormField({
  name: 'BaseImagesPackagesPicker',
  component: PackagesPicker,
  schema: packagesPickerSchema,
});
