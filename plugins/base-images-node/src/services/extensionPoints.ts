import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { BuildService } from './BuildService';
import { ImageRegistry } from './ImageRegistry';

/** Takes the one registry that the environments use. @public */
export interface ImageRegistryExtensionPoint {
  /** @throws when there is one already. */
  setImageRegistry(registry: ImageRegistry): void;
}

/** Takes the one build service that the environments use. @public */
export interface BuildServiceExtensionPoint {
  /** @throws when there is one already. */
  setBuildService(service: BuildService): void;
}

/** @public */
export const imageRegistryExtensionPoint =
  createExtensionPoint<ImageRegistryExtensionPoint>({
    id: 'base-images.image-registry',
  });

/** @public */
export const buildServiceExtensionPoint =
  createExtensionPoint<BuildServiceExtensionPoint>({
    id: 'base-images.build-service',
  });
