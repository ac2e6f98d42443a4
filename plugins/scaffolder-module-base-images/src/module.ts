import { DefaultBaseImagesClient } from '@base-images/backstage-plugin-base-images-common';
import {
  ApiBlueprint,
  createFrontendModule,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import { formBaseImagesApiRef } from './api';

const formBaseImagesApi = ApiBlueprint.make({
  name: 'base-images',
  params: defineParams =>
    defineParams({
      api: formBaseImagesApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => DefaultBaseImagesClient.create(deps),
    }),
});

const lambdaPicker = FormFieldBlueprint.make({
  name: 'base-images-lambda-picker',
  params: {
    field: () => import('./fields/LambdaPicker').then(m => m.lambdaPickerField),
  },
});

const packagesPicker = FormFieldBlueprint.make({
  name: 'base-images-packages-picker',
  params: {
    field: () =>
      import('./fields/PackagesPicker').then(m => m.packagesPickerField),
  },
});

const baseImagePicker = FormFieldBlueprint.make({
  name: 'base-images-base-image-picker',
  params: {
    field: () =>
      import('./fields/BaseImagePicker').then(m => m.baseImagePickerField),
  },
});

const environmentPicker = FormFieldBlueprint.make({
  name: 'base-images-environment-picker',
  params: {
    field: () =>
      import('./fields/EnvironmentPicker').then(m => m.environmentPickerField),
  },
});

const dockerfilePreview = FormFieldBlueprint.make({
  name: 'base-images-dockerfile-preview',
  params: {
    field: () =>
      import('./fields/DockerfilePreview').then(m => m.dockerfilePreviewField),
  },
});

/**
 * Fields for the forms of templates: `BaseImagesLambdaPicker`, `BaseImagesPackagesPicker`, `BaseImagesBaseImagePicker`,
 * `BaseImagesEnvironmentPicker` and `BaseImagesDockerfilePreview`.
 *
 * @public
 */
export const scaffolderModuleBaseImages = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [
    formBaseImagesApi,
    lambdaPicker,
    packagesPicker,
    baseImagePicker,
    environmentPicker,
    dockerfilePreview,
  ],
});
