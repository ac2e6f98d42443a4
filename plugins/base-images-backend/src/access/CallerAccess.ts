import {
  AuditorService,
  AuthService,
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  CompoundEntityRef,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  AuthenticationError,
  NotAllowedError,
  NotFoundError,
  toError,
} from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  baseImagesRebuildCancelPermission,
  baseImagesRebuildCreatePermission,
  EntityFreshness,
  Lambda,
} from '@base-images/backstage-plugin-base-images-common';
import { SourceEnvironment } from '@base-images/backstage-plugin-base-images-node';
import { findEntityModel, FoundModel } from '../catalog/findEntityModel';
import { SourceAccess } from '../catalog/SourceAccess';
import { SourceConfig } from '../config/SourceConfig';
import { Rebuilds } from '../rebuild/api/Rebuilds';
import { RebuildRecord } from '../rebuild/store/RebuildRecords';
import { SnapshotView } from '../snapshot/SnapshotView';
import { SnapshotViews } from '../snapshot/SnapshotViews';
import { AuditedWrite, writeAudited } from './writeAudited';

/** What is needed to decide what a caller may read and do. */
export interface CallerAccessOptions {
  sources: SourceConfig[];
  environments: readonly SourceEnvironment[];
  views: SnapshotViews;
  rebuilds: Rebuilds;
  auth: AuthService;
  catalog: CatalogService;
  permissions: PermissionsService;
  auditor: AuditorService;
}

/** What a caller may do with rebuilds. */
export type RebuildRights = Pick<
  EntityFreshness['environments'][number],
  'mayRebuild' | 'mayCancel'
>;

/**
 * Says what a caller may read and do. The routes and the actions both ask here, before anything is read for them.
 *
 * @remarks
 * Every method throws AuthenticationError for callers of whom nothing is known.
 */
export class CallerAccess {
  static create(options: CallerAccessOptions): CallerAccess {
    return new CallerAccess(options);
  }

  readonly #sources: SourceAccess;

  private constructor(private readonly options: CallerAccessOptions) {
    this.#sources = SourceAccess.create(options);
  }

  /** The sources that the caller may read. */
  async readableSources(
    credentials: BackstageCredentials,
  ): Promise<SourceConfig[]> {
    this.#requireCaller(credentials);
    return this.#sources.filterReadable(this.options.sources, credentials);
  }

  /** @throws NotFoundError when there is no such source, or the caller may not read it. */
  async readSource(
    sourceId: string,
    credentials: BackstageCredentials,
  ): Promise<SourceConfig> {
    this.#requireCaller(credentials);
    return this.#sources.getReadable(
      this.options.sources,
      sourceId,
      credentials,
    );
  }

  /** @throws NotFoundError as for its source; ServiceUnavailableError before the first good scan. */
  async readView(
    sourceId: string,
    credentials: BackstageCredentials,
  ): Promise<SnapshotView> {
    const { id } = await this.readSource(sourceId, credentials);
    return (await this.options.views.require(id)).view;
  }

  /**
   * What an entity stands for. The catalog says whether the caller may read it.
   *
   * @throws NotFoundError when there is none, the caller may not read it, or it stands for nothing.
   */
  async readEntity(
    ref: CompoundEntityRef,
    credentials: BackstageCredentials,
  ): Promise<{ entity: Entity; found: FoundModel }> {
    this.#requireCaller(credentials);
    const { catalog, sources, views } = this.options;
    const entity = await catalog.getEntityByRef(ref, { credentials });
    if (!entity) {
      throw new NotFoundError(
        `There is no entity '${stringifyEntityRef(
          ref,
        )}', or you may not read it`,
      );
    }
    return { entity, found: await findEntityModel(entity, sources, views) };
  }

  /** @throws NotFoundError as {@link CallerAccess.readEntity}, or when it stands for no Lambda. */
  async readLambda(
    ref: CompoundEntityRef,
    credentials: BackstageCredentials,
  ): Promise<{ source: SourceConfig; view: SnapshotView; lambda: Lambda }> {
    const { entity, found } = await this.readEntity(ref, credentials);
    const { view } = found;
    const lambda =
      found.ref.kind === 'lambda'
        ? view.lambdas.get(found.ref.name)
        : undefined;
    const source = this.options.sources.find(({ id }) => id === view.sourceId);
    if (!lambda || !source) {
      throw new NotFoundError(
        `'${stringifyEntityRef(entity)}' stands for no Lambda`,
      );
    }
    return { source, view, lambda };
  }

  /** @throws NotFoundError when there is no such environment, or the caller may not read its source. */
  async readEnvironment(
    sourceId: string,
    id: string,
    credentials: BackstageCredentials,
  ): Promise<SourceEnvironment> {
    await this.readSource(sourceId, credentials);
    const environment = this.options.environments.find(
      item => item.sourceId === sourceId && item.id === id,
    );
    if (!environment) {
      throw new NotFoundError(
        `There is no environment '${id}' in 'baseImages.sources.${sourceId}.environments'`,
      );
    }
    return environment;
  }

  /** @throws NotFoundError when there is no such rebuild, or the caller may not read its source. */
  async readRebuild(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<RebuildRecord> {
    this.#requireCaller(credentials);
    return this.#hideUnreadable(
      `There is no rebuild '${id}', or you may not read its source`,
      credentials,
      () => this.options.rebuilds.find(id),
    );
  }

  /** @throws NotFoundError when there is no such build, or the caller may not read its source. */
  async readBuild(
    id: string,
    credentials: BackstageCredentials,
  ): Promise<{ environment: SourceEnvironment }> {
    this.#requireCaller(credentials);
    const build = await this.#hideUnreadable(
      `There is no build '${id}', or you may not read its source`,
      credentials,
      () => this.options.rebuilds.findBuild(id),
    );
    return {
      environment: await this.readEnvironment(
        build.sourceId,
        build.environment,
        credentials,
      ),
    };
  }

  /** What the caller may do with rebuilds of the sources that they may read. */
  async rebuildRights(
    credentials: BackstageCredentials,
  ): Promise<RebuildRights> {
    const [create, cancel] = await this.options.permissions.authorize(
      [
        { permission: baseImagesRebuildCreatePermission },
        { permission: baseImagesRebuildCancelPermission },
      ],
      { credentials },
    );
    return {
      mayRebuild: create.result === AuthorizeResult.ALLOW,
      mayCancel: cancel.result === AuthorizeResult.ALLOW,
    };
  }

  async isAllowed(
    permission: BasicPermission,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const [{ result }] = await this.options.permissions.authorize(
      [{ permission }],
      { credentials },
    );
    return result === AuthorizeResult.ALLOW;
  }

  /** @throws NotAllowedError that names the permission to ask for. */
  async requirePermission(
    permission: BasicPermission,
    credentials: BackstageCredentials,
  ): Promise<void> {
    if (!(await this.isAllowed(permission, credentials))) {
      throw new NotAllowedError(
        `You may not do this: ask for the permission '${permission.name}'`,
      );
    }
  }

  /** Writes to the audit log what is tried, and what comes of it: refusals too. */
  audited<T>(
    audit: AuditedWrite,
    write: () => Promise<T>,
    resultOf?: (result: T) => AuditedWrite['meta'],
  ): Promise<T> {
    return writeAudited(this.options.auditor, audit, write, resultOf);
  }

  /** Gives one answer to what is not there and to what may not be read. */
  async #hideUnreadable<T extends { sourceId: string }>(
    message: string,
    credentials: BackstageCredentials,
    find: () => Promise<T>,
  ): Promise<T> {
    try {
      const record = await find();
      await this.readSource(record.sourceId, credentials);
      return record;
    } catch (error) {
      if (toError(error).name === 'NotFoundError') {
        throw new NotFoundError(message);
      }
      throw error;
    }
  }

  #requireCaller(credentials: BackstageCredentials): void {
    if (this.options.auth.isPrincipal(credentials, 'none')) {
      throw new AuthenticationError('Sign in, or send a token');
    }
  }
}
