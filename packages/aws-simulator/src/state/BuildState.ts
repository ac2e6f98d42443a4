import type {
  BuildPhaseType,
  EnvironmentVariable,
  PhaseContext,
  ProjectSource,
  StatusType,
} from '@aws-sdk/client-codebuild';
import { BuildEffect } from '../faults/Fault';
import { BuildScript } from '../builds/BuildScript';
import { Wire } from '../wire/Wire';

/** A phase of a build that has begun. Times are milliseconds since 1970. @public */
export interface PhaseState {
  type: BuildPhaseType;
  startedAt: number;
  endedAt?: number;
  status?: StatusType;
  contexts?: PhaseContext[];
}

/** A build, from StartBuild on. Times are milliseconds since 1970. @public */
export interface BuildState {
  /** `project:uuid`. */
  id: string;
  arn: string;
  account: string;
  region: string;
  projectName: string;
  buildNumber: number;
  startedAt: number;
  endedAt?: number;
  status: StatusType;
  phases: PhaseState[];
  sourceVersion?: string;
  resolvedSourceVersion?: string;
  source: Wire<ProjectSource>;
  /** Those of the project, replaced by those of StartBuild. */
  environmentVariables: EnvironmentVariable[];
  computeType: string;
  image: string;
  environmentType: string;
  privilegedMode: boolean;
  timeoutInMinutes: number;
  queuedTimeoutInMinutes: number;
  initiator: string;
  exportedVariables: Record<string, string>;
  /** When StopBuild was accepted. */
  stoppedAt?: number;
  /** What was asked to go wrong with it. */
  effects: BuildEffect[];
  /** What the clock executor will do with it; fixed when it leaves the queue. */
  script?: BuildScript;
}
