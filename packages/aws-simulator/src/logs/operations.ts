import { Operation } from '../http/Call';
import { getLogEvents } from './getLogEvents';

/** CloudWatch Logs, API version 2014-03-28. */
export const logsOperations: Record<string, Operation> = {
  GetLogEvents: getLogEvents,
};
