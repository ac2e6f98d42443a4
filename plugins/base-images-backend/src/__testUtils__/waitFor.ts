/** Checks again until it passes, for half a minute at most. */
export async function waitFor(check: () => Promise<void>): Promise<void> {
  const end = Date.now() + 30_000;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (Date.now() > end) {
        throw error;
      }
      await new Promise(resolve => {
        setTimeout(resolve, 100);
      });
    }
  }
}
