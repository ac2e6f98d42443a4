import { RewriteRefusal } from '@base-images/backstage-plugin-base-images-node';

/** What a rewrite gives for one Dockerfile that installs packages of its repository. */
export interface RewriteRow {
  dockerfile: string;
  /** Whether the scan finds that it is for a Lambda; otherwise it was declared to be. */
  isLambda: boolean;
  confidence: string;
  parent: string | null;
  /** The packages that the base image was taken to hold. */
  packages: string[];
  outcome: 'rewritten' | 'nothing removed' | 'refused';
  refusals: RewriteRefusal[];
  original: string;
  rewritten: string | undefined;
  /** Of what the build reads; undefined where the context cannot be selected. */
  contextBytes: number | undefined;
  contextBytesWithBase: number | undefined;
}
