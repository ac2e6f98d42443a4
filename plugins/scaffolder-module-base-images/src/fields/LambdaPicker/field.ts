import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { LambdaPicker } from './LambdaPicker';
import { lambdaPickerSchema } from './schema';

export const lambdaPickerField = createFormField({
  name: 'BaseImagesLambdaPicker',
  component: LambdaPicker,
  schema: lambdaPickerSchema,
});
