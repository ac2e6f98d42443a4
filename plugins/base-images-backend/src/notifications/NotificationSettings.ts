/** Whether and when owners are told. */
export interface NotificationSettings {
  enabled: boolean;
  /** How long an image is stale before its owners are told, in milliseconds. */
  staleAfterMs: number;
  /** Environments about which nobody is told. */
  silent: readonly { sourceId: string; id: string }[];
}
