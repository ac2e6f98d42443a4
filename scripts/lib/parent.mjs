/** How often is looked whether the parent is still there. */
const INTERVAL_MS = 500;

/**
 * Ends this process, as SIGTERM would, once the npm that runs it has ended. npm passes a signal on to its shell alone, which ends
 * without telling anybody: what was started would go on with nobody to stop it. Windows does not say that a
 * parent has ended; there nothing is watched.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) {
    return;
  }
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) {
      clearInterval(watch);
      process.kill(process.pid, 'SIGTERM');
    }
  }, INTERVAL_MS);
  watch.unref();
}
