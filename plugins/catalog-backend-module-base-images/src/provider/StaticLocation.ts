import { AuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  CatalogService,
  locationSpecToMetadataName,
} from '@backstage/plugin-catalog-node';
import { STATIC_LOCATION_TYPE } from '../entities/sourceLocation';
import { PlannedSource } from '../plan/EntityPlan';
import { SourceOutput } from './SourceOutput';

/** Has the catalog read the static location of one source again when it changed, and not one interval later. */
export class StaticLocation implements SourceOutput {
  readonly sourceId: string;
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  #applied: PlannedSource | undefined;

  static create(options: {
    sourceId: string;
    catalog: CatalogService;
    auth: AuthService;
  }): StaticLocation {
    return new StaticLocation(options);
  }

  private constructor(options: {
    sourceId: string;
    catalog: CatalogService;
    auth: AuthService;
  }) {
    this.sourceId = options.sourceId;
    this.#catalog = options.catalog;
    this.#auth = options.auth;
  }

  async apply(source: PlannedSource): Promise<void> {
    if (this.#applied === source) {
      return;
    }
    if (source.entities) {
      await this.#catalog.refreshEntity(
        stringifyEntityRef({
          kind: 'Location',
          name: locationSpecToMetadataName({
            type: STATIC_LOCATION_TYPE,
            target: this.sourceId,
          }),
        }),
        { credentials: await this.#auth.getOwnServiceCredentials() },
      );
    }
    this.#applied = source;
  }
}
