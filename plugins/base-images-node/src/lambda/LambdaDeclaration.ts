/**
 * An image that infrastructure code or `base-images.yaml` declares, and the Lambda functions that it is built for.
 *
 * @public
 */
export interface LambdaDeclaration {
  /**
   * `function`: the declaration itself says that the image is built for a Lambda function, so its Dockerfile is a Lambda,
   * even where the function's name is not known. `image`: it only says how an image is built (Bake, Compose, an image
   * resource that no function uses); it gives context, target and arguments to a Dockerfile that is a Lambda for another
   * reason, and makes no Lambda by itself. `archive`: the Dockerfile only builds a zip, and is no Lambda even where it stands on
   * a Lambda image, unless another declaration says so.
   */
  kind: 'function' | 'image' | 'archive';
  /** Path of the Dockerfile from the root of the source tree. */
  dockerfile: string;
  /** Path of the build context from the root of the source tree, `.` for the root; null where nothing says it. */
  context: string | null;
  /** Stage to build, or null for the last one. */
  target: string | null;
  /** Build arguments whose values are known. */
  buildArgs: Record<string, string>;
  /** Named build contexts: name to path from the root, or to an image (`docker-image://…`). */
  buildContexts: Record<string, string>;
  /** Platform such as `linux/arm64`, or null. */
  platform: string | null;
  /** Names of the functions; what is only known at deployment stays as a template, such as `receipts-{stage}-upload`. */
  functions: string[];
  /** Where it is declared. */
  file: string;
  /** 1-based line there, or null. */
  line: number | null;
}
