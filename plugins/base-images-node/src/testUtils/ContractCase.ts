/**
 * One thing that every implementation of an interface does, for any test runner:
 *
 * ```ts
 * it.each(imageRegistryContract)('$name', ({ check }) => check(bench));
 * ```
 *
 * @public
 */
export interface ContractCase<Bench> {
  /** What the implementation does, as a sentence without its subject. */
  name: string;
  /**
   * Cases share a bench, and need no order.
   *
   * @throws AssertionError when the implementation does not do it.
   */
  check(bench: Bench): Promise<void>;
}
