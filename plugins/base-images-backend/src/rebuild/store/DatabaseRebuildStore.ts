import { Knex } from 'knex';
import { BreakerTable } from './BreakerTable';
import { BuildTable } from './BuildTable';
import { ClaimTable } from './ClaimTable';
import { commitImage } from './commitImage';
import { createRebuild } from './createRebuild';
import { databaseClock } from './databaseClock';
import { endRebuild } from './endRebuild';
import { findPlace } from './findPlace';
import { followBuild } from './followBuild';
import { ImageTable } from './ImageTable';
import { intendBuild } from './intendBuild';
import { listRebuilds } from './listRebuilds';
import { promoteRebuild } from './promoteRebuild';
import { pruneRebuilds } from './pruneRebuilds';
import {
  BuildChange,
  BuildRecord,
  Claim,
  ImageRecord,
  RebuildRecord,
  StepChange,
  StepRecord,
} from './RebuildRecords';
import {
  BuildLimits,
  NewBuild,
  NewPlan,
  NewRebuild,
  PruneOptions,
  RebuildFilter,
  RebuildPageRequest,
  RebuildStore,
  WantedBuild,
} from './RebuildStore';
import { RebuildTable } from './RebuildTable';
import { retryRebuild } from './retryRebuild';
import { StepTable } from './StepTable';

/** Keeps rebuilds in the plugin's own database. No transaction of it waits for anything but the database. */
export class DatabaseRebuildStore implements RebuildStore {
  static create(client: Knex): DatabaseRebuildStore {
    return new DatabaseRebuildStore(client);
  }

  readonly #client: Knex;
  readonly #rebuilds: RebuildTable;
  readonly #steps: StepTable;
  readonly #builds: BuildTable;
  readonly #claims: ClaimTable;
  readonly #images: ImageTable;
  readonly #breakers: BreakerTable;

  private constructor(client: Knex) {
    this.#client = client;
    this.#rebuilds = new RebuildTable(client);
    this.#steps = new StepTable(client);
    this.#builds = new BuildTable(client);
    this.#claims = new ClaimTable(client);
    this.#images = new ImageTable(client);
    this.#breakers = new BreakerTable(client);
  }

  async now(): Promise<number> {
    const clock = this.#client.raw(`${databaseClock(this.#client)} as now`);
    const [row] = await this.#client.select(clock);
    return Number(row.now);
  }

  create(rebuild: NewRebuild) {
    return createRebuild(this.#client, rebuild);
  }

  get(id: string) {
    return this.#rebuilds.get(id);
  }

  findByRequestKey(sourceId: string, environment: string, requestKey: string) {
    return this.#rebuilds.findByRequestKey(sourceId, environment, requestKey);
  }

  list(filter: RebuildFilter, page: RebuildPageRequest) {
    return listRebuilds(this.#client, filter, page);
  }

  steps(rebuildId: string) {
    return this.#steps.list(rebuildId);
  }

  stepStates(rebuildId: string) {
    return this.#steps.states(rebuildId);
  }

  countSteps(rebuildIds: readonly string[]) {
    return this.#steps.count(rebuildIds);
  }

  builds(rebuildId: string) {
    return this.#builds.list(rebuildId);
  }

  getBuild(id: string) {
    return this.#builds.get(id);
  }

  activeRebuilds() {
    return this.#rebuilds.inSlot('active');
  }

  queuedRebuilds() {
    return this.#rebuilds.inSlot('queued');
  }

  findActive(sourceId: string, environment: string) {
    return this.#rebuilds.findActive(sourceId, environment);
  }

  claim(rebuildId: string, owner: string, milliseconds: number, idleMs = 0) {
    return this.#claims.claim(rebuildId, owner, milliseconds, idleMs);
  }

  renew(claim: Claim, milliseconds: number) {
    return this.#claims.renew(claim, milliseconds);
  }

  release(claim: Claim) {
    return this.#claims.release(claim);
  }

  changeStep(
    claim: Claim,
    step: Pick<StepRecord, 'rebuildId' | 'stepId' | 'state'>,
    change: StepChange,
  ) {
    return this.#steps.change(claim, step, change);
  }

  changeBuild(
    claim: Claim,
    build: Pick<BuildRecord, 'id' | 'state'>,
    change: BuildChange,
  ) {
    return this.#builds.change(claim, build, change);
  }

  changeDeploys(claim: Claim, deploys: RebuildRecord['deploys']) {
    return this.#rebuilds.changeDeploys(claim, deploys);
  }

  hasAttached(buildId: string, except: Pick<StepRecord, 'rebuildId'>) {
    return this.#builds.hasAttached(buildId, except);
  }

  takeOver(claim: Claim, step: StepRecord, build: BuildRecord) {
    return followBuild(this.#client, claim, step, build);
  }

  async outlook(build: WantedBuild, limits: BuildLimits) {
    const { outlook } = await findPlace(this.#client, build, limits);
    return outlook === 'attach' ? 'free' : outlook;
  }

  intend(claim: Claim, step: StepRecord, build: NewBuild, limits: BuildLimits) {
    return intendBuild(this.#client, claim, step, build, limits);
  }

  commitImage(
    claim: Claim,
    step: StepRecord,
    build: Pick<BuildRecord, 'id'> | undefined,
    registry: string,
    image: Omit<ImageRecord, 'committedAt'>,
  ) {
    return commitImage(this.#client, claim, step, build, registry, image);
  }

  end(
    claim: Claim,
    state: 'done' | 'failed' | 'cancelled',
    message: string | null,
  ) {
    return endRebuild(this.#client, claim, state, message);
  }

  promote(rebuildId: string, plan: NewPlan) {
    return promoteRebuild(this.#client, rebuildId, plan);
  }

  requestCancel(rebuildId: string) {
    return this.#rebuilds.requestCancel(rebuildId);
  }

  retry(rebuildId: string) {
    return retryRebuild(this.#client, rebuildId);
  }

  images(registry: string, repositories: readonly string[]) {
    return this.#images.find(registry, repositories);
  }

  saveImages(registry: string, images: Omit<ImageRecord, 'committedAt'>[]) {
    return this.#images.saveAll(registry, images);
  }

  forgetImage(registry: string, repository: string, buildKey: string) {
    return this.#images.forget(registry, repository, buildKey);
  }

  forgetImagesExcept(registries: readonly string[]) {
    return this.#images.forgetAllExcept(registries);
  }

  forgetRepositoriesExcept(registry: string, repositories: readonly string[]) {
    return this.#images.forgetRepositoriesExcept(registry, repositories);
  }

  failures(
    sourceId: string,
    environment: string,
    imageId: string,
    buildKey: string,
  ) {
    return this.#breakers.count(sourceId, environment, imageId, buildKey);
  }

  addFailure(
    sourceId: string,
    environment: string,
    imageId: string,
    buildKey: string,
  ) {
    return this.#breakers.add(sourceId, environment, imageId, buildKey);
  }

  resetFailures(
    sourceId: string,
    environment: string,
    imageIds: readonly string[],
  ) {
    return this.#breakers.reset(sourceId, environment, imageIds);
  }

  async prune(options: PruneOptions) {
    return pruneRebuilds(this.#client, await this.now(), options);
  }
}
