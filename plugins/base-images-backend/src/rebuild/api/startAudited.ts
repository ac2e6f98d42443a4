import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  baseImagesRebuildCreatePermission,
  StartedRebuild,
  StartRebuildRequest,
} from '@base-images/backstage-plugin-base-images-common';
import { CallerAccess } from '../../access/CallerAccess';
import { callerName } from '../../access/callerName';
import { AuditedWrite } from '../../access/writeAudited';
import { Rebuilds } from './Rebuilds';

/**
 * Starts a rebuild for a caller, and has it in the audit log.
 *
 * @throws NotFoundError when the caller may not read the source; NotAllowedError without the permission to start rebuilds.
 */
export async function startAudited(
  { sourceId, environment: id, ...plan }: StartRebuildRequest,
  options: {
    access: CallerAccess;
    rebuilds: Rebuilds;
    credentials: BackstageCredentials;
    request?: AuditedWrite['request'];
  },
): Promise<StartedRebuild> {
  const { access, rebuilds, credentials, request } = options;
  const environment = await access.readEnvironment(sourceId, id, credentials);
  const startedBy = callerName(credentials);
  return access.audited(
    {
      eventId: 'rebuild-create',
      request,
      meta: { sourceId, environment: id, startedBy },
    },
    async () => {
      await access.requirePermission(
        baseImagesRebuildCreatePermission,
        credentials,
      );
      return rebuilds.start(environment, plan, startedBy);
    },
    startedMeta,
  );
}

/** What the audit log has of a rebuild that was asked for. */
export function startedMeta({ outcome, rebuild }: StartedRebuild) {
  return { outcome, rebuildId: rebuild?.id ?? null };
}
