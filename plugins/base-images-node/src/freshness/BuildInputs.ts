import { ImageTarget } from '@base-images/backstage-plugin-base-images-common';
import { digest } from '../hash/digest';

/** Everything that decides a build key, with the parts that tell what changed. @public */
export interface BuildInputs {
  target: ImageTarget;
  sourceHash: string;
  dockerfileHash: string;
  dependenciesHash: string | null;
  /** Source hash of each package that takes part. */
  packages: Readonly<Record<string, string>>;
  /** Digest of every image that the build reads: external ones by reference, the base image as `base-image:<name>`. */
  images: Readonly<Record<string, string>>;
  args: Readonly<Record<string, string>>;
  /** Grows by age or by force, so that the same sources are built once more. */
  epoch: number;
}

/**
 * The build key: source hash, digests of all external images, platform, build arguments and epoch. 64 hex digits. Parts that
 * the source hash covers do not count again.
 *
 * @public
 */
export function buildKey(inputs: BuildInputs): string {
  const { target, sourceHash, images, args, epoch } = inputs;
  const entries = (values: Readonly<Record<string, string>>) => {
    const sorted = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
    return [String(sorted.length), ...sorted.flat()];
  };
  return digest('build/1', [
    target.kind,
    sourceHash,
    target.platform,
    ...entries(images),
    ...entries(args),
    String(epoch),
  ]);
}

/** Begins the tag of every committed image. @public */
export const IMAGE_TAG_PREFIX = 'src-';

/** The tag under which the image of a build key is committed. @public */
export function imageTag(key: string): string {
  return `${IMAGE_TAG_PREFIX}${key.slice(0, 12)}`;
}

const BASE_IMAGE_PREFIX = 'base-image:';

/** Name of a base image among {@link BuildInputs.images}. @public */
export function baseImageReference(name: string): string {
  return `${BASE_IMAGE_PREFIX}${name}`;
}

/** The base image that a build stands on, with its digest; undefined where it stands on images of others only. @public */
export function baseImageIn({
  images,
}: Pick<BuildInputs, 'images'>): { name: string; digest: string } | undefined {
  const [found] = Object.entries(images).filter(([reference]) =>
    reference.startsWith(BASE_IMAGE_PREFIX),
  );
  return (
    found && {
      name: found[0].slice(BASE_IMAGE_PREFIX.length),
      digest: found[1],
    }
  );
}
