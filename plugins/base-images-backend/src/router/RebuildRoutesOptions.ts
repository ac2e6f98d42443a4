import {
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { SourceEnvironment } from '@base-images/backstage-plugin-base-images-node';
import { CallerAccess } from '../access/CallerAccess';
import { FreshnessViews } from '../freshness/FreshnessViews';
import { Rebuilds } from '../rebuild/api/Rebuilds';
import { RebuildStore } from '../rebuild/store/RebuildStore';

/** What the routes about freshness and rebuilds work with. */
export interface RebuildRoutesOptions {
  environments: readonly SourceEnvironment[];
  freshness: FreshnessViews;
  rebuilds: Rebuilds;
  store: RebuildStore;
  httpAuth: HttpAuthService;
}

/** The same, with what says who asks and what they may do. */
export interface AuthorizedRoutesOptions extends RebuildRoutesOptions {
  access: CallerAccess;
  /** Those of a user or a service; whoever sends none is told to sign in. */
  readCredentials(
    request: Parameters<HttpAuthService['credentials']>[0],
  ): Promise<BackstageCredentials>;
}
