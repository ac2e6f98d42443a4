import { ImageRegistryBench } from './ImageRegistryBench';

/** A registry whose environment has functions. @public */
export interface FunctionBench extends ImageRegistryBench {
  /** A name that a pattern of `functions` matches, and one of `deploy` if told so; another one each time. */
  newFunctionName(options: { deployable: boolean }): string;
  /** A name that no pattern of `functions` matches. */
  newForeignName(): string;
  /** Makes a function that runs an image. */
  addFunction(options: {
    functionName: string;
    repository: string;
    digest: string;
    aliases?: string[];
  }): Promise<void>;
  /** Removes a function as somebody else would. */
  removeFunction(functionName: string): Promise<void>;
  /** Lets so much time pass that changes of functions end. */
  settle(): Promise<void>;
}
