/**
 * What an image is built from, apart from the digests of the images that it reads. Hashes are 64 hex digits; those of parts
 * tell what changed when the whole did.
 *
 * @public
 */
export interface BuildSource {
  /** Path of the Dockerfile, or null when it is generated from a declaration. */
  dockerfile: string | null;
  /** Hash over all of it. */
  sourceHash: string;
  /** Hash over the Dockerfile, target stage and build arguments, or over the declaration. */
  dockerfileHash: string;
  /** Hash over constraints, locks and requirement files that a declaration names, or null where there are none. */
  dependenciesHash: string | null;
  /** Internal packages whose files, or whose requirements, take part; sorted. */
  packages: string[];
  /** Images that the build reads from registries, base images of this monorepo left out; sorted. Null where one cannot be told. */
  externalImages: string[] | null;
}
