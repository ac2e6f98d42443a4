/** An error as an AWS service answers it. @public */
export class AwsError extends Error {
  /** Code such as `ResourceNotFoundException`. */
  readonly code: string;
  /** HTTP status. */
  readonly status: number;
  /** Members of the error beside its message, as the service model declares them. */
  readonly members: Record<string, unknown>;

  constructor(
    code: string,
    message: string,
    options: { status?: number; members?: Record<string, unknown> } = {},
  ) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = options.status ?? 400;
    this.members = options.members ?? {};
  }
}
