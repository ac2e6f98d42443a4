import { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import { SourceEntitySettings } from '@base-images/backstage-plugin-base-images-common';

/** Where the files of a source come from. */
export type SourceTarget =
  /** A folder of a host that a URL reader knows, such as a branch on GitHub. */
  | { type: 'url'; url: string }
  /** A folder of the machine that the backend runs on, absolute or from the root of the Backstage project. */
  | { type: 'folder'; path: string };

/** One entry of `baseImages.sources`, with every default filled in. */
export interface SourceConfig {
  id: string;
  target: SourceTarget;
  schedule: SchedulerServiceTaskScheduleDefinition;
  entities: SourceEntitySettings;
}

/** The target as it is configured. */
export function targetOf({ target }: Pick<SourceConfig, 'target'>): string {
  return target.type === 'url' ? target.url : target.path;
}
