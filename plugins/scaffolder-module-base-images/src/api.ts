import { BaseImagesApi } from '@base-images/backstage-plugin-base-images-common';
import { createApiRef } from '@backstage/frontend-plugin-api';

/** The API of the Base Images backend as the fields of forms use it, called as the user who is signed in. @public */
export const formBaseImagesApiRef = createApiRef<BaseImagesApi>().with({
  id: 'plugin.scaffolder.base-images-client',
  pluginId: 'scaffolder',
});
