import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  catalog?: {
    providers?: {
      /** How the sources of `baseImages.sources` come into the catalog. */
      baseImages?: {
        /**
         * How often the Base Images backend is asked for what changed: every minute, when left out. An unchanged source
         * costs one short request. How often the monorepos themselves are scanned is `baseImages.sources.<id>.schedule`.
         */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      };
    };
  };
}
