import { resolve } from 'node:path';
import { targetPaths } from '@backstage/cli-common';
import {
  AuthService,
  BackstageCredentials,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { BaseImagesApi } from '@base-images/backstage-plugin-base-images-common';
import { explainRefusals } from '../text/explainRefusals';
import { Repository, toRepository } from './toRepository';

/** Where the files of a source are. */
export type FoundSource =
  | { type: 'url'; url: string; repository: Repository | undefined }
  /** An absolute path on this machine. */
  | { type: 'folder'; folder: string };

/** Finds the files of a source that the caller may read. */
export class SourceFinder {
  static create(options: {
    api: Pick<BaseImagesApi, 'getSource'>;
    auth: AuthService;
    config: RootConfigService;
    integrations: ScmIntegrationRegistry;
  }): SourceFinder {
    return new SourceFinder(options);
  }

  private constructor(
    private readonly options: Parameters<typeof SourceFinder.create>[0],
  ) {}

  /**
   * @throws NotFoundError when the caller may not read the source, or there is none; InputError when its folder is not one
   * that the configuration of this backend names.
   */
  async find(
    sourceId: string,
    credentials: BackstageCredentials,
    signal: AbortSignal | undefined,
  ): Promise<FoundSource> {
    const { api, auth, config, integrations } = this.options;
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: credentials,
      targetPluginId: 'base-images',
    });
    const { target } = await explainRefusals(() =>
      api.getSource(sourceId, { token, signal }),
    );
    if (/^https?:\/\//i.test(target)) {
      return {
        type: 'url',
        url: target,
        repository: toRepository(target, integrations),
      };
    }
    const sources = config.getOptionalConfig('baseImages.sources');
    const configured = sources?.has(sourceId)
      ? sources.getConfig(sourceId).getOptionalString('target')
      : undefined;
    if (configured !== target) {
      throw new InputError(
        `The source '${sourceId}' is a folder of the machine that the Base Images backend runs on: run the scaffolder there, with the same 'baseImages.sources', or give the source a URL as its target`,
      );
    }
    return { type: 'folder', folder: resolve(targetPaths.rootDir, target) };
  }
}
