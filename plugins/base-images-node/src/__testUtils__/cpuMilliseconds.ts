/**
 * Milliseconds that this process has spent computing: tests that bound the time of hostile input measure with it, since it does
 * not grow while other programs use the processor.
 */
export function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
