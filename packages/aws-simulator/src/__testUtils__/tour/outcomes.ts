/** Waits for a call that must fail. */
export async function refused(call: Promise<unknown>): Promise<void> {
  const failed = await call.then(
    () => false,
    () => true,
  );
  if (!failed) {
    throw new Error('A call succeeded that should have been refused');
  }
}

/** Waits for a call that may fail. */
export async function settled(call: Promise<unknown>): Promise<void> {
  await call.catch(() => undefined);
}
