import { Fault } from '@base-images/aws-simulator';
import {
  PlannedStep,
  SourceEnvironment,
} from '@base-images/backstage-plugin-base-images-node';
import { Seen, World } from './World';

/** Something that goes wrong, and what becomes of it. */
export interface FaultCase {
  fault: string;
  faults?: Fault[];
  environment?: Partial<SourceEnvironment>;
  concurrentBuildLimit?: number;
  /** One base image when left out. */
  steps?: PlannedStep[];
  /** What happens; waiting for the end when left out. */
  act?: (world: World, rebuildId: string) => Promise<void>;
  /** In which state the steps end, by name. All of them done when left out. */
  states?: Record<string, string>;
  /** What the rebuild says. */
  message?: string | RegExp;
  /** What AWS saw: nothing of our own bookkeeping. */
  seen: Partial<Seen>;
}
