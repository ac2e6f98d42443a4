import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { BaseImagePicker } from './BaseImagePicker';
import { baseImagePickerSchema } from './schema';

export const baseImagePickerField = createFormField({
  name: 'BaseImagesBaseImagePicker',
  component: BaseImagePicker,
  schema: baseImagePickerSchema,
});
