import { SourceEnvironment } from '../environment';
import { ImageRegistry } from '../services';

/** An image that a test needs. @public */
export interface TestImage {
  tags: string[];
  labels?: Record<string, string>;
  /** Such as `linux/arm64`; that of the bench when left out. */
  platform?: string;
}

/** A registry to be tested, and what the tests cannot do through it. @public */
export interface ImageRegistryBench {
  registry: ImageRegistry;
  /** With registries that do not name `registry.invalid`. */
  environment: SourceEnvironment;
  /** Such as `linux/arm64`. */
  platform: string;
  /** A name below the environment's prefix of a repository that is not there; another one each time. */
  newRepository(): string;
  /** Pushes an image to a repository that is there, as a build does. Gives its digest. */
  pushImage(repository: string, image: TestImage): Promise<string>;
  /** Pushes an image index of these images, which are in the repository. Gives its digest. */
  pushIndex(
    repository: string,
    index: { tags: string[]; images: { digest: string; platform: string }[] },
  ): Promise<string>;
  /** Lets so much time pass that what is pushed afterwards is newer. */
  pause(): Promise<void>;
}
