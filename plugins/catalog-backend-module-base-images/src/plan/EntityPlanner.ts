import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import { FileUrls } from '@base-images/backstage-plugin-base-images-common';
import { CatalogReader } from '../handWritten/CatalogReader';
import { EntityClaim } from '../handWritten/EntityClaim';
import { SourceSnapshots } from '../snapshots/SourceSnapshots';
import { ChangeLogger } from './ChangeLogger';
import { EntityPlan, SourceState } from './EntityPlan';
import { planEntities } from './planEntities';

/** How old a plan may be before it is made again in the background. */
const MAX_AGE_MS = 60_000;
/** How long nobody tries again after a failure. */
const RETRY_AFTER_MS = 3_000;
/**
 * How often the catalog is asked who holds the planned names while nothing else changes. The plan that comes of it is
 * applied again, which brings back what somebody's file had taken the place of.
 */
const HOLDERS_MAX_AGE_MS = 10 * 60_000;

const CATALOG_SCOPE = 'catalog';

interface PlanInputs {
  states: SourceState[];
  claims: EntityClaim[];
}

function isSameState(a: SourceState, b: SourceState | undefined): boolean {
  return (
    a.id === b?.id &&
    a.snapshot === b.snapshot &&
    a.usable === b.usable &&
    a.pending === b.pending &&
    a.source?.target === b.source?.target &&
    JSON.stringify([a.source?.entities, a.problem]) ===
      JSON.stringify([b.source?.entities, b.problem])
  );
}

function isSame(a: PlanInputs, b: PlanInputs | undefined): boolean {
  return (
    a.states.every((state, index) => isSameState(state, b?.states[index])) &&
    JSON.stringify(a.claims) === JSON.stringify(b?.claims)
  );
}

/**
 * Keeps the plan of all sources: one for the provider, the static locations and the hand-written entities of this process,
 * so that they agree. At most one refresh runs at a time.
 */
export class EntityPlanner {
  readonly #snapshots: SourceSnapshots;
  readonly #catalog: CatalogReader;
  readonly #fileUrls: FileUrls;
  readonly #problems: ChangeLogger;

  #plan: EntityPlan | undefined;
  #inputs: PlanInputs | undefined;
  #running: Promise<EntityPlan | undefined> | undefined;
  #attemptedAt = -Infinity;
  #checkedAt = -Infinity;
  #holdersReadAt = -Infinity;

  static create(options: {
    snapshots: SourceSnapshots;
    catalog: CatalogReader;
    fileUrls: FileUrls;
    logger: LoggerService;
  }): EntityPlanner {
    return new EntityPlanner(
      options.snapshots,
      options.catalog,
      options.fileUrls,
      ChangeLogger.create(options),
    );
  }

  private constructor(
    snapshots: SourceSnapshots,
    catalog: CatalogReader,
    fileUrls: FileUrls,
    problems: ChangeLogger,
  ) {
    this.#snapshots = snapshots;
    this.#catalog = catalog;
    this.#fileUrls = fileUrls;
    this.#problems = problems;
  }

  /**
   * The plan as it was made last: at once where there is one, in which case an old one is made again in the background.
   * Undefined while nothing is known yet. Never rejects.
   */
  async getPlan(): Promise<EntityPlan | undefined> {
    const now = Date.now();
    const mayTry = now - this.#attemptedAt > RETRY_AFTER_MS;
    if (!this.#plan || this.#plan.states.some(state => state.pending)) {
      return this.#running || mayTry ? this.refresh() : this.#plan;
    }
    if (mayTry && now - this.#checkedAt > MAX_AGE_MS) {
      void this.refresh();
    }
    return this.#plan;
  }

  /**
   * Reads what changed, and plans again where something did: an unchanged plan is the same object. Never rejects; where
   * the catalog cannot be read there is no new plan, for what people wrote would be emitted twice.
   */
  async refresh(): Promise<EntityPlan | undefined> {
    this.#running ??= this.#refresh().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #refresh(): Promise<EntityPlan | undefined> {
    this.#attemptedAt = Date.now();
    const states = await this.#snapshots.read();
    try {
      const inputs = { states, claims: await this.#catalog.findClaims() };
      const holdersAge = Date.now() - this.#holdersReadAt;
      if (
        !this.#plan ||
        holdersAge > HOLDERS_MAX_AGE_MS ||
        !isSame(inputs, this.#inputs)
      ) {
        this.#plan = await this.#makePlan(inputs);
        this.#inputs = inputs;
        for (const [scope, problems] of this.#plan.problems) {
          this.#problems.report(`source:${scope}`, problems);
        }
      }
      this.#checkedAt = Date.now();
      this.#problems.report(CATALOG_SCOPE, []);
    } catch (error) {
      this.#problems.report(CATALOG_SCOPE, [
        {
          message: `The entities of the base-images sources could not be planned: ${
            toError(error).message
          }`,
          help: 'Nothing is deleted, and it is tried again; if it stays, see the log of the catalog',
        },
      ]);
    }
    return this.#plan;
  }

  async #makePlan({ states, claims }: PlanInputs): Promise<EntityPlan> {
    const free = planEntities(states, claims, new Map(), this.#fileUrls);
    const entityRefs = [...free.sources.values()].flatMap(
      source => source.entities?.map(stringifyEntityRef) ?? [],
    );
    const holders = await this.#findHolders(entityRefs, states);
    this.#holdersReadAt = Date.now();
    return holders.size
      ? planEntities(states, claims, holders, this.#fileUrls)
      : free;
  }

  /** Who holds names that are planned: people's entities, and sources that cannot be read now. */
  async #findHolders(
    entityRefs: string[],
    states: SourceState[],
  ): Promise<Map<string, string>> {
    const usable = new Map(states.map(state => [state.id, state.usable]));
    const holders = new Map<string, string>();
    for (const { entityRef, sourceId } of await this.#catalog.findHolders(
      entityRefs,
    )) {
      if (sourceId === undefined) {
        holders.set(entityRef, 'another entity of the catalog');
      } else if (usable.get(sourceId) === false) {
        holders.set(entityRef, `an entity of source '${sourceId}'`);
      }
    }
    return holders;
  }
}
