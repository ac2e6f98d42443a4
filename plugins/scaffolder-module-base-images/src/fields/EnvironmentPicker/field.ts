import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { EnvironmentPicker } from './EnvironmentPicker';
import { environmentPickerSchema } from './schema';

export const environmentPickerField = createFormField({
  name: 'BaseImagesEnvironmentPicker',
  component: EnvironmentPicker,
  schema: environmentPickerSchema,
});
