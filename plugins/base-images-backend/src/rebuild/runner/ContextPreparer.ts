import {
  BuildInputs,
  SourceEnvironment,
} from '@base-images/backstage-plugin-base-images-node';
import { RebuildRecord, StepRecord } from '../store/RebuildRecords';

/** A build context in a temporary file. */
export interface PreparedContext {
  path: string;
  /** Of the file, in hex. */
  sha256: string;
}

/** Makes the build contexts of steps. */
export interface ContextPreparer {
  /**
   * Gives the context of a step to `use`, and removes it afterwards.
   *
   * @throws ConflictError when the files of the source are not those of the rebuild any more; InputError when the image cannot be
   * built from them.
   */
  prepare<T>(
    rebuild: RebuildRecord,
    step: StepRecord,
    inputs: BuildInputs,
    environment: SourceEnvironment,
    use: (context: PreparedContext) => Promise<T>,
  ): Promise<T>;
}
