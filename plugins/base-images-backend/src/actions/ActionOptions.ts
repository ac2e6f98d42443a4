import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { CallerAccess } from '../access/CallerAccess';

/** The zod that the registry gives to schemas; schemas are never made with another one. */
export type Zod = Parameters<
  Parameters<ActionsRegistryService['register']>[0]['schema']['input']
>[0];

/** What every action of the registry works with. */
export interface ActionOptions {
  actionsRegistry: ActionsRegistryService;
  access: CallerAccess;
}
