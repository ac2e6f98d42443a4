import {
  BuildService,
  BuildServiceExtensionPoint,
  ImageRegistry,
  ImageRegistryExtensionPoint,
  SourceEnvironment,
} from '@base-images/backstage-plugin-base-images-node';

/** The registry and the build service that modules give. */
export class RebuildServices
  implements ImageRegistryExtensionPoint, BuildServiceExtensionPoint
{
  #registry: ImageRegistry | undefined;
  #builds: BuildService | undefined;

  setImageRegistry(registry: ImageRegistry): void {
    if (this.#registry) {
      throw new Error(
        'Two modules give an image registry to the base-images plugin: install only one',
      );
    }
    this.#registry = registry;
  }

  setBuildService(service: BuildService): void {
    if (this.#builds) {
      throw new Error(
        'Two modules give a build service to the base-images plugin: install only one',
      );
    }
    this.#builds = service;
  }

  /**
   * Both, or undefined when no environment needs them.
   *
   * @throws Error when there are environments, and no module.
   */
  require(
    environments: readonly SourceEnvironment[],
  ): { registry: ImageRegistry; builds: BuildService } | undefined {
    if (environments.length === 0) {
      return undefined;
    }
    if (!this.#registry || !this.#builds) {
      const [{ sourceId, id }] = environments;
      throw new Error(
        `'baseImages.sources.${sourceId}.environments.${id}' needs a module that reaches it: install @base-images/backstage-plugin-base-images-backend-module-aws, or remove the environment`,
      );
    }
    return { registry: this.#registry, builds: this.#builds };
  }
}
