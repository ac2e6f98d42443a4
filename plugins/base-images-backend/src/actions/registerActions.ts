import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { CallerAccess, CallerAccessOptions } from '../access/CallerAccess';
import { FreshnessViews } from '../freshness/FreshnessViews';
import { RebuildStore } from '../rebuild/store/RebuildStore';
import { registerCoverageAction } from './registerCoverageAction';
import { registerFindBaseImageAction } from './registerFindBaseImageAction';
import { registerFreshnessAction } from './registerFreshnessAction';
import { registerPlanAction } from './registerPlanAction';
import { registerRebuildStatusAction } from './registerRebuildStatusAction';
import { registerStartRebuildAction } from './registerStartRebuildAction';

/** Adds the actions of the plugin to the actions registry. They decide who may do what as the routes do. */
export function registerActions(
  options: CallerAccessOptions & {
    actionsRegistry: ActionsRegistryService;
    freshness: FreshnessViews;
    store: RebuildStore;
  },
): void {
  const shared = { ...options, access: CallerAccess.create(options) };
  registerFindBaseImageAction(shared);
  registerCoverageAction(shared);
  registerFreshnessAction(shared);
  registerPlanAction(shared);
  registerStartRebuildAction(shared);
  registerRebuildStatusAction(shared);
}
