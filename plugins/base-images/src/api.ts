import { BaseImagesApi } from '@base-images/backstage-plugin-base-images-common';
import { createApiRef } from '@backstage/frontend-plugin-api';

/** The API of the Base Images backend, called as the user who is signed in. @public */
export const baseImagesApiRef = createApiRef<BaseImagesApi>().with({
  id: 'plugin.base-images.client',
  pluginId: 'base-images',
});
