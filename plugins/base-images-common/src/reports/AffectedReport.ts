/** What a change can reach. @public */
export type AffectedKind = 'package' | 'base-image' | 'lambda';

/** One step of the way that a change takes. @public */
export interface AffectedStep {
  kind: 'file' | AffectedKind;
  /** Path of the file, name of the package or base image, id of the Lambda. */
  name: string;
  /** The extra of a package whose requirements the way goes over, or null. */
  extra: string | null;
}

/** Something that a change reaches. @public */
export interface Affected {
  kind: AffectedKind;
  /** What tells it from others of its kind: the id of a Lambda, else the name. */
  id: string;
  name: string;
  /**
   * `added` and `removed`: it is there only after, or only before. `changed`: what it is made of itself differs: the files of
   * a package; the declaration, constraints or platforms of a base image; the Dockerfile, the files that it reads, the build
   * arguments or the platform of a Lambda. `reached`: only something that it stands on differs.
   */
  change: 'added' | 'removed' | 'changed' | 'reached';
  /**
   * The shortest way from a changed file to it; of equally short ones that with the smallest names. It starts without a file
   * when no changed file can be told to be the reason.
   */
  path: AffectedStep[];
}

/** What a change reaches, and how: what `base-images affected` prints. @public */
export interface AffectedReport {
  /** Commit that the change starts from, or null when the files before are not those of a commit. */
  since: string | null;
  /** Commit that the change leads to, or null when the files after are not those of a commit. */
  revision: string | null;
  /** Paths of files that were added, removed or changed, sorted. */
  changedFiles: string[];
  /** Packages, base images, Lambdas, in this order, each sorted by id. */
  affected: Affected[];
  /** Ids of other Lambdas that may be affected as well, because their confidence is `unknown`; sorted. */
  uncertain: string[];
}
