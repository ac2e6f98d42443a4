import { RebuildMode } from '../freshness/Freshness';

/** Where the images of a source live and are built, as far as the API tells it. @public */
export interface Environment {
  /** Unique in its source. */
  id: string;
  sourceId: string;
  /** How its rebuilds begin. */
  rebuild: RebuildMode;
  account: string;
  region: string;
  repositoryPrefix: string;
  platforms: string[];
  /** Whether a rebuild may end with deployments to functions. */
  deploys: boolean;
}

/** What keeps an environment from working. @public */
export interface PreflightProblem {
  severity: 'error' | 'warning';
  /** What was looked at, such as `project base-images-arm64`. */
  subject: string;
  message: string;
  help: string;
}

/** Result of a look at an environment from end to end, without changing anything. @public */
export interface PreflightReport {
  sourceId: string;
  environment: string;
  checkedAt: string;
  problems: PreflightProblem[];
}
