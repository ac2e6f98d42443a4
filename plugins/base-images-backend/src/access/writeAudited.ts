import { AuditorService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';

/** A write, as the audit log has it. */
export interface AuditedWrite {
  eventId: string;
  /** The request that asks for it; without one, the log names the plugin, and `meta` must say who asks. */
  request?: NonNullable<
    Parameters<AuditorService['createEvent']>[0]['request']
  >;
  meta: Record<string, string | null>;
}

/**
 * Writes to the audit log what is tried, and what comes of it: refusals too.
 *
 * @param resultOf - what the log has of a success, beside what was tried.
 */
export async function writeAudited<T>(
  auditor: AuditorService,
  audit: AuditedWrite,
  write: () => Promise<T>,
  resultOf: (result: T) => AuditedWrite['meta'] = () => ({}),
): Promise<T> {
  const event = await auditor.createEvent({
    ...audit,
    severityLevel: 'medium',
  });
  try {
    const result = await write();
    await event.success({ meta: resultOf(result) });
    return result;
  } catch (error) {
    await event.fail({ error: toError(error) });
    throw error;
  }
}
