import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { DockerfilePreview } from './DockerfilePreview';
import { dockerfilePreviewSchema } from './schema';

export const dockerfilePreviewField = createFormField({
  name: 'BaseImagesDockerfilePreview',
  component: DockerfilePreview,
  schema: dockerfilePreviewSchema,
});
