import { LoggerService } from '@backstage/backend-plugin-api';
import { Monorepo } from '@base-images/backstage-plugin-base-images-common';
import {
  imageNodes,
  ImageRegistry,
  SourceEnvironment,
} from '@base-images/backstage-plugin-base-images-node';
import { registryOf } from '../rebuild/runner/RunContext';
import { RebuildStore } from '../rebuild/store/RebuildStore';
import { ObservationRecord } from './ObservationRecord';
import { ObservationStore } from './ObservationStore';
import { observeExternalImages } from './observeExternalImages';
import { observeFunctions } from './observeFunctions';
import { observeImages } from './observeImages';
import { RepositoryObserver } from './RepositoryObserver';

/**
 * Asks registries and Lambda what there is. One request for each repository that is to have an image, one for each external image
 * and platform, two for each image that is new, and those that list the functions.
 */
export class Observer {
  static create(options: {
    registry: ImageRegistry;
    images: RebuildStore;
    observations: ObservationStore;
    logger: LoggerService;
  }): Observer {
    return new Observer(options, RepositoryObserver.create(options));
  }

  private constructor(
    private readonly options: {
      registry: ImageRegistry;
      images: RebuildStore;
      observations: ObservationStore;
      logger: LoggerService;
    },
    private readonly repositories: RepositoryObserver,
  ) {}

  /** One round. What could not be asked keeps what was known, with why and since when it is not known better. */
  async observe(
    monorepo: Monorepo,
    environment: SourceEnvironment,
    signal: AbortSignal,
  ): Promise<ObservationRecord> {
    const { registry, images, observations } = this.options;
    const { repositories } = this;
    const nodes = imageNodes(monorepo, environment);
    const before = await observations.get(environment);
    const now = new Date().toISOString();
    const request = { environment, signal };
    const observing = observeFunctions(before, { registry, request, now });
    const options = { registry, request, now };
    const record: ObservationRecord = {
      registry: registryOf(environment),
      observedAt: now,
      repositories: {},
      failures: {},
      turns: {},
      refused: {},
      externalImages: await observeExternalImages(nodes, before, options),
      functions: before.functions,
    };
    await observeImages(monorepo, nodes, record, {
      before,
      images,
      repositories,
      request,
    });
    record.functions = await observing;
    signal.throwIfAborted();
    await observations.save(environment, record);
    this.#logFailures(environment, before, record);
    return record;
  }

  /** Once when something does not answer any more, and once when everything does again. */
  #logFailures(
    { sourceId, id }: SourceEnvironment,
    before: ObservationRecord,
    record: ObservationRecord,
  ): void {
    const { logger } = this.options;
    const what = `environment '${id}' of source '${sourceId}'`;
    const failures = failuresOf(record);
    const failedBefore = failuresOf(before).length > 0;
    if (failures.length > 0 && !failedBefore) {
      logger.warn(
        `${failures.length} parts of ${what} cannot be observed: ${failures[0]}`,
      );
    } else if (failures.length === 0 && failedBefore) {
      logger.info(`All of ${what} can be observed again`);
    }
  }
}

function failuresOf(record: ObservationRecord): string[] {
  const { failures, externalImages, functions } = record;
  return [
    ...Object.values(failures),
    ...Object.values(externalImages).flatMap(image =>
      'failure' in image ? [image.failure] : [],
    ),
    ...(functions.failure ? [functions.failure] : []),
  ].map(({ message }) => message);
}
