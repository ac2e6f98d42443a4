import { Entity } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';

type Options = Parameters<typeof catalogServiceMock.mock>[0];

/** A catalog that shows services everything, and each user what is listed. */
export function catalogByUser(
  all: Entity[],
  byUser: Record<string, Entity[]>,
): CatalogService {
  const everything = catalogServiceMock({ entities: all });
  const catalogs = new Map(
    Object.entries(byUser).map(([user, entities]) => [
      user,
      catalogServiceMock({ entities }),
    ]),
  );
  const catalogOf = (options: object | undefined) => {
    const user = readUser(options);
    return user === undefined
      ? everything
      : (catalogs.get(user) ?? catalogServiceMock({ entities: [] }));
  };
  const methods: Options = {
    getEntityByRef: async (ref, options) =>
      catalogOf(options).getEntityByRef(ref),
    getEntitiesByRefs: async (request, options) =>
      catalogOf(options).getEntitiesByRefs(request),
    streamEntities: (request, options) =>
      catalogOf(options).streamEntities(request),
  };
  return catalogServiceMock.mock(methods);
}

function readUser(options: object | undefined): string | undefined {
  if (!options || !('credentials' in options)) {
    throw new Error('Asked without credentials');
  }
  const { credentials } = options as {
    credentials: { principal: { userEntityRef?: string } };
  };
  return credentials.principal.userEntityRef;
}
