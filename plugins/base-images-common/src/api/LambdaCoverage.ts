/** How far the best base image covers one Lambda. @public */
export interface LambdaCoverage {
  /** Id of the Lambda in its monorepo. */
  lambda: string;
  name: string;
  dockerfile: string;
  /** Name of the best base image, or null. */
  baseImage: string | null;
  /** Number of required packages. */
  required: number;
  /** How many of them the base image holds, extras included. */
  covered: number;
  /** covered / required, not rounded; null when nothing is required. */
  coverage: number | null;
}
