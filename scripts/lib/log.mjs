/** Says on standard error what is being done: standard output belongs to the command that is run. */
export function say(message) {
  process.stderr.write(`[base-images] ${message}\n`);
}

/** Runs a step, says now and then that it goes on, and in the end how long it took. */
export async function timed(message, run) {
  say(`${message} …`);
  const start = Date.now();
  const seconds = () => ((Date.now() - start) / 1000).toFixed(1);
  const reminder = setInterval(
    () => say(`  still at it after ${Math.round(seconds())} s`),
    30_000,
  );
  try {
    const result = await run();
    say(`${message}: done in ${seconds()} s`);
    return result;
  } finally {
    clearInterval(reminder);
  }
}

/** What a package manager printed, without the addresses of registries and proxies: they may be private. */
export function withoutHosts(output) {
  return output.replace(/\b(https?:\/\/)[^\s/"']+/g, '$1…');
}

/** A failure that the reader can do something about: printed without a stack. */
export class SetupError extends Error {
  constructor(message, help) {
    super(message);
    this.name = 'SetupError';
    this.help = help;
  }
}
