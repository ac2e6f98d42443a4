import { PackageWithExtras } from './Package';

/** Something of the original Dockerfile that a rewrite judged. @public */
export interface RewrittenPart {
  kind: 'install' | 'copy' | 'remove';
  /** 1-based, both included. */
  line: number;
  endLine: number;
  /** The packages that are meant, sorted by name. */
  packages: PackageWithExtras[];
}

/** A part that stays, with why. @public */
export interface KeptPart extends RewrittenPart {
  reason: string;
}

/** Why a Dockerfile is not rewritten. @public */
export interface RewriteRefusal {
  /** 1-based line of the Dockerfile. */
  line: number;
  /** One sentence. */
  reason: string;
  /** What to do about it, in one sentence. */
  help: string;
}
