import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';

/** A full ref, such as `component:default/label-lambda`: no Dockerfile, Lambda, base image or image reference looks like one. */
const ENTITY_REF = /^(?:component|resource|system):[^:/]+\/[^:/]+$/i;

/** Finds the name that a part of a monorepo has there, where it is given by its entity. */
export class EntityNames {
  static create(options: { catalog: CatalogService }): EntityNames {
    return new EntityNames(options.catalog);
  }

  private constructor(private readonly catalog: CatalogService) {}

  /**
   * @param nameOrRef - a name, which is given back, or the ref of an entity.
   * @param annotation - the annotation of the entity that says the name.
   * @throws NotFoundError when the caller may not read such an entity; InputError when it stands for something else.
   */
  async resolve(
    nameOrRef: string,
    annotation: string,
    credentials: () => Promise<BackstageCredentials>,
  ): Promise<string> {
    if (!ENTITY_REF.test(nameOrRef)) {
      return nameOrRef;
    }
    const entityRef = stringifyEntityRef(parseEntityRef(nameOrRef));
    const entity = await this.catalog.getEntityByRef(entityRef, {
      credentials: await credentials(),
    });
    if (!entity) {
      throw new NotFoundError(`There is no entity '${entityRef}'`);
    }
    const name = entity.metadata.annotations?.[annotation]?.trim();
    if (!name) {
      throw new InputError(
        `'${entityRef}' has no annotation '${annotation}': choose another entity, or give the name`,
      );
    }
    return name;
  }
}
