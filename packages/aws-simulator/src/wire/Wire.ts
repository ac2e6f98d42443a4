/**
 * A type of the AWS SDK as it looks in the JSON protocols: times are seconds since 1970, bytes are base64.
 *
 * Handlers are typed with it, so that the compiler refuses a member that AWS does not have.
 */
export type Wire<T> = T extends Date
  ? number
  : T extends Uint8Array
    ? string
    : T extends readonly (infer Item)[]
      ? Wire<Item>[]
      : T extends object
        ? { [Key in keyof T]: Wire<T[Key]> }
        : T;
