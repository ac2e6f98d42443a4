import { createPermission } from '@backstage/plugin-permission-common';

/** Start, and try again, rebuilds of the images of a source that one may read. @public */
export const baseImagesRebuildCreatePermission = createPermission({
  name: 'base-images.rebuild.create',
  attributes: { action: 'create' },
});

/** Cancel rebuilds of the images of a source that one may read. @public */
export const baseImagesRebuildCancelPermission = createPermission({
  name: 'base-images.rebuild.cancel',
  attributes: { action: 'delete' },
});

/** Every permission of the Base Images plugins. @public */
export const baseImagesPermissions = [
  baseImagesRebuildCreatePermission,
  baseImagesRebuildCancelPermission,
];
