import { BaseImageFields } from '../model/BaseImageFields';
import { KeptPart, RewrittenPart } from '../model/Rewrite';
import { BaseImageCoverage } from '../reports/LookupReport';

/** A file that a template would add or change. @public */
export interface PreviewedFile {
  /** Path from the root of the monorepo, with `/`. */
  path: string;
  /** Whether the monorepo has the file already, and with the same text. */
  change: 'added' | 'changed' | 'unchanged';
  /** Path of the file that `diff` starts from: this one, or the one that it is made from; null for a file made from nothing. */
  from: string | null;
  /** The differences in the unified format of `diff -u`; empty where there are none. */
  diff: string;
  /** Whole text of the file as it would be. */
  text: string;
}

/** Why nothing is proposed. @public */
export interface PreviewRefusal {
  file: string;
  /** 1-based line, or null when the whole file is meant. */
  line: number | null;
  /** One sentence. */
  reason: string;
  /** What to do about it, in one sentence. */
  help: string;
}

/** What a template would do to a monorepo: files, or refusals where there are none. @public */
export interface ProposalPreview {
  sourceId: string;
  /** Revision that the files are of, or null when they are not exactly those of one commit. */
  revision: string | null;
  files: PreviewedFile[];
  refusals: PreviewRefusal[];
}

/** The `Dockerfile.with_base` of a Lambda, first among the files. @public */
export interface WithBasePreview extends ProposalPreview {
  /** How far the base image covers the Lambda, or null when the rewrite is refused. */
  coverage: BaseImageCoverage | null;
  /** What is left out when the image stands on the base image, in the order of the Dockerfile. */
  removed: RewrittenPart[];
  /** Installs and copies of packages of the base image that stay nevertheless, in the order of the Dockerfile. */
  kept: KeptPart[];
}

/** A base image that somebody wants to declare. @public */
export interface BaseImagePreviewRequest {
  image: BaseImageFields;
  /** Whether an image that has this name already may be changed; refused when left out. */
  update?: boolean;
}
