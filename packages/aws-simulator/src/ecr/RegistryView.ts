import { ComposedImage, ImageConfiguration } from '../image/composeImage';
import { Blobs, RegionState, RepositoryState } from '../state';
import { isIndex } from '../image/mediaTypes';

/** Reads images of one account and region by the references that people write. @public */
export class RegistryView {
  private readonly region: RegionState;
  private readonly blobs: Blobs;

  constructor(region: RegionState, blobs: Blobs) {
    this.region = region;
    this.blobs = blobs;
  }

  /** The repository that a name or a URI means, or undefined. */
  repository(reference: string): RepositoryState | undefined {
    return this.region.repositories[this.parse(reference)?.name ?? ''];
  }

  /** The digest that `repository:tag` or `repository@sha256:…` stands for, with or without the registry's host. */
  resolve(reference: string): string | undefined {
    const parsed = this.parse(reference);
    const repository = parsed && this.region.repositories[parsed.name];
    if (!parsed || !repository) {
      return undefined;
    }
    const digest =
      parsed.digest ?? repository.tags[parsed.tag ?? 'latest'] ?? '';
    return repository.images[digest] ? digest : undefined;
  }

  /** The image of one platform that a reference stands for, or undefined when it is not here or an index. */
  image(reference: string): ComposedImage | undefined {
    const digest = this.resolve(reference);
    const repository = this.repository(reference);
    const found = digest && repository?.images[digest];
    if (!found || isIndex(found.mediaType)) {
      return undefined;
    }
    const manifest = JSON.parse(found.manifest);
    const bytes = this.blobs.get(manifest.config.digest);
    return (
      bytes && {
        manifest: found.manifest,
        mediaType: found.mediaType,
        digest: found.digest,
        configuration: JSON.parse(bytes.toString()) as ImageConfiguration,
        blobs: Object.fromEntries(
          [manifest.config, ...manifest.layers].map(
            (part: { digest: string; size: number }) => [
              part.digest,
              part.size,
            ],
          ),
        ),
      }
    );
  }

  /** Splits a reference; undefined for another registry's. */
  parse(
    reference: string,
  ): { name: string; tag?: string; digest?: string } | undefined {
    const match =
      /^(?:([^/]+[.:][^/]*|localhost)\/)?([^:@]+)(?::([\w.-]+))?(?:@(sha256:[0-9a-f]{64}))?$/.exec(
        reference,
      );
    if (!match) {
      return undefined;
    }
    const [, host, name, tag, digest] = match;
    return host === undefined || host === this.host()
      ? { name, tag, digest }
      : undefined;
  }

  private host(): string {
    const { account, region } = this.region;
    return `${account}.dkr.ecr.${region}.amazonaws.com`;
  }
}
