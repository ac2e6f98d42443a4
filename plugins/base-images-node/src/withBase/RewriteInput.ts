import {
  BaseImage,
  Confidence,
  Lambda,
} from '@base-images/backstage-plugin-base-images-common';
import { ObservedCommand } from '../docker/analysis/ObservedCommand';
import { BuildContext } from '../docker/BuildContext';
import { DockerfileModel } from '../docker/DockerfileModel';
import { InstallCommand } from '../docker/install/InstallCommand';
import { PackageIndex } from '../docker/install/PackageIndex';
import { ResolvedStage } from '../docker/ResolvedStage';
import { PackageGraph } from '../graph/PackageGraph';

/** A Dockerfile as its analysis saw it. */
export interface TracedDockerfile {
  model: DockerfileModel;
  stages: readonly ResolvedStage[];
  target: ResolvedStage;
  context: BuildContext;
  /** Every command of every RUN that the target stage is made from, in the order in which they run. */
  observed: readonly ObservedCommand[];
  /** Those of them whose packages reach the target stage. */
  commands: readonly InstallCommand[];
  confidence: Confidence;
  doubt: { line: number; reason: string } | undefined;
}

/** All that a rewrite depends on. */
export interface RewriteInput {
  traced: TracedDockerfile;
  lambda: Pick<
    Lambda,
    'parent' | 'platform' | 'python' | 'target' | 'requires' | 'pinned'
  >;
  baseImage: Pick<
    BaseImage,
    | 'name'
    | 'contains'
    | 'containsDependenciesOf'
    | 'parentImage'
    | 'platforms'
    | 'python'
  >;
  graph: PackageGraph;
  packages: PackageIndex;
  /** Names of packages whose metadata leads to other packages by their folders. */
  byPath: ReadonlySet<string>;
}
