import { SourceEnvironment } from '../environment';
import { BuildService, ImageRegistry } from '../services';

/** A build service to be tested, with the registry that it pushes to. @public */
export interface BuildServiceBench {
  builds: BuildService;
  registry: ImageRegistry;
  /** Of which all is as {@link BuildService.preflight} wants it. */
  environment: SourceEnvironment;
  /** Such as `linux/arm64`; has a project in the environment. */
  platform: string;
  /** A name below the environment's prefix of a repository that is not there; another one each time. */
  newRepository(): string;
  /** An id as the service gives them, of a build that there never was; another one each time. */
  newUnknownBuildId(): string;
  /** Lets time pass between two looks at a build. */
  pause(): Promise<void>;
}
