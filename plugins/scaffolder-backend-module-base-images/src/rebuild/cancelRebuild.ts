import {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  BaseImagesApi,
  Rebuild,
} from '@base-images/backstage-plugin-base-images-common';
import { toError } from '@backstage/errors';
import { reasonOf } from '../text/explainRefusals';
import { isUnauthenticated } from './isRefusal';
import { PortalTokens } from './PortalTokens';

/**
 * Cancels the rebuild of a task that was cancelled: as the user, so that the permission of the user counts and the audit log
 * names the user; once the user's token has ended, as the scaffolder, since the task owns the rebuild.
 *
 * @remarks
 * A rebuild that waits for its turn is left alone once somebody else has asked for it too.
 */
export async function cancelRebuild(
  rebuild: Pick<Rebuild, 'id' | 'startedBy'>,
  options: {
    api: Pick<BaseImagesApi, 'cancelRebuild' | 'getRebuild'>;
    tokens: PortalTokens;
    credentials: BackstageCredentials;
    logger: LoggerService;
  },
): Promise<void> {
  const { api, tokens, credentials, logger } = options;
  const { id } = rebuild;
  try {
    const current = await api.getRebuild(id, {
      token: await tokens.ofPlugin(),
    });
    if (current.state !== 'queued' && current.state !== 'running') {
      return;
    }
    if (current.startedBy !== rebuild.startedBy) {
      logger.warn(
        `The rebuild ${id} goes on, since ${current.startedBy ?? 'the plugin'} asked for it too`,
      );
      return;
    }
    try {
      await api.cancelRebuild(id, { token: await tokens.ofUser(credentials) });
    } catch (error) {
      if (!isUnauthenticated(error)) {
        throw error;
      }
      await api.cancelRebuild(id, { token: await tokens.ofPlugin() });
    }
    logger.info(`The rebuild ${id} is being cancelled`);
  } catch (error) {
    logger.warn(
      `The rebuild ${id} could not be cancelled, and goes on: ${toError(reasonOf(error)).message}`,
    );
  }
}
