/** A request as it came over the wire. @public */
export interface RawRequest {
  method: string;
  /** Path and query, as sent. */
  url: string;
  /** By lower-case name. */
  headers: Record<string, string>;
  body: Buffer;
}

/** A response as it goes over the wire. @public */
export interface RawResponse {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
}
