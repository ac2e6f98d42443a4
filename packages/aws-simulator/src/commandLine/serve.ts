import { once } from 'node:events';
import { AwsSimulator } from '../AwsSimulator';
import { StateFile } from '../state';

const SAVE_MILLISECONDS = 500;

/**
 * Runs a simulator until this process is told to end, and says where it listens.
 *
 * @param file - where to keep everything, so that it survives restarts.
 * @param signal - ends it as well.
 * @public
 */
export async function serve(
  simulator: AwsSimulator,
  file?: StateFile,
  signal?: AbortSignal,
): Promise<void> {
  await simulator.start();
  const save = () => file?.save(simulator.state());
  save();
  const saving = setInterval(save, SAVE_MILLISECONDS);
  process.stdout.write(
    `The AWS simulator listens. Set AWS_ENDPOINT_URL=${simulator.url}\n`,
  );
  await Promise.race([
    once(process, 'SIGTERM'),
    once(process, 'SIGINT'),
    ...(signal ? [once(signal, 'abort')] : []),
  ]);
  clearInterval(saving);
  await simulator.stop();
  save();
}
