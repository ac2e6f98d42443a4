import { LoggerService } from '@backstage/backend-plugin-api';
import {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { PROVIDER_LOCATION_TYPE } from '../entities/sourceLocation';
import { PlannedSource } from '../plan/EntityPlan';
import { SourceOutput } from './SourceOutput';

/** Brings the entities of one source into the catalog. */
export class MonorepoEntityProvider implements EntityProvider, SourceOutput {
  readonly sourceId: string;
  readonly #logger: LoggerService;
  #connection: EntityProviderConnection | undefined;
  #applied: PlannedSource | undefined;
  #logged: string | undefined;

  static create(options: {
    sourceId: string;
    logger: LoggerService;
  }): MonorepoEntityProvider {
    return new MonorepoEntityProvider(options.sourceId, options.logger);
  }

  private constructor(sourceId: string, logger: LoggerService) {
    this.sourceId = sourceId;
    this.#logger = logger;
  }

  getProviderName(): string {
    return `${PROVIDER_LOCATION_TYPE}:${this.sourceId}`;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
  }

  /**
   * Makes the catalog hold exactly the planned entities of the source. Does nothing where this plan was applied already, or
   * where what is there must stay.
   */
  async apply(source: PlannedSource): Promise<void> {
    if (!this.#connection || this.#applied === source) {
      return;
    }
    const { entities } = source;
    if (entities) {
      await this.#connection.applyMutation({
        type: 'full',
        // Without a location key an entity of the same name that a person registers takes the place of this one, which is
        // then found and not emitted any more. With a key the catalog would refuse the person's file.
        entities: entities.map(entity => ({ entity })),
      });
      this.#logSize(source, entities.length);
    }
    await this.#connection.refresh({ keys: [this.getProviderName()] });
    this.#applied = source;
  }

  #logSize({ snapshot }: PlannedSource, size: number): void {
    const message = `The catalog holds ${size} entities of source '${
      this.sourceId
    }' at ${snapshot.revision ?? snapshot.treeHash}.`;
    if (message !== this.#logged) {
      this.#logged = message;
      this.#logger.info(message);
    }
  }
}
