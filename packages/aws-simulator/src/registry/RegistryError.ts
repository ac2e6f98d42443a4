import { RawResponse } from '../http/RawMessage';

/** An error as the OCI distribution specification answers it ("Error Codes"). */
export class RegistryError extends Error {
  private readonly code: string;
  private readonly status: number;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** The answer. */
  response(): RawResponse {
    return {
      status: this.status,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        errors: [{ code: this.code, message: this.message }],
      }),
    };
  }
}
