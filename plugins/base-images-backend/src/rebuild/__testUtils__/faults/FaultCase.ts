import { Fault, ProjectData, RegionData } from '@base-images/aws-simulator';
import {
  PlannedStep,
  SourceEnvironment,
} from '@base-images/backstage-plugin-base-images-node';
import { CredentialProvider } from '../simulatedAws';
import { Seen } from './whatAwsSaw';
import { World } from './World';

/** A row of the tables of docs/operations.md, in its words, and what it can look like. */
export interface FaultRow {
  fault: string;
  cases: FaultCase[];
}

/** What there is before something goes wrong, and how AWS goes wrong. */
export interface FaultyWorld {
  faults?: Fault[];
  environment?: Partial<SourceEnvironment>;
  /** More of the account. */
  account?: Partial<RegionData>;
  /** More of its build project. */
  project?: Partial<ProjectData>;
  /** Milliseconds that the product waits for an answer of AWS. */
  requestTimeoutMs?: number;
  /** Credentials that end. */
  credentials?: (world: World) => CredentialProvider;
}

/** Something that goes wrong, and what becomes of it. */
export interface FaultCase extends FaultyWorld {
  how: string;
  /** One base image when left out. */
  steps?: PlannedStep[];
  /** Functions that are to run the first image. */
  deployTo?: string[];
  /** What happens; waiting for the end when left out. */
  act?: (world: World, rebuildId: string) => Promise<void>;
  /** In which state the steps end, by name. All of them done when left out. */
  states?: Record<string, string>;
  /** In which state the deployments end, by function. */
  deploys?: Record<string, string>;
  /** What the rebuild says. */
  message?: string | RegExp;
  /** What AWS saw: nothing of our own bookkeeping. */
  seen: Partial<Seen>;
}
