import path from 'node:path';
import { SetupError } from './log.mjs';
import { ROOT, modulePath } from './paths.mjs';
import { runGroup } from './processes.mjs';

/** What the simulator of AWS keeps over restarts; git ignores it. Removing it gives the first state again. */
export const DEMO_CLOUD = path.join(ROOT, '.aws', 'demo.json');

/** Builds take about 25 s: long enough to be watched, short enough to be waited for. */
const SPEED = 2;

/**
 * Starts the simulator of AWS that the demo portal works with, on a free port. It ends with this process, or when it is told to.
 *
 * @param stateFile - keeps what it has.
 * @param speed - how many times faster than those of AWS builds are.
 * @returns the environment variables that lead the portal to it.
 */
export async function startDemoCloud(
  { node, env },
  { stateFile = DEMO_CLOUD, speed = SPEED } = {},
) {
  let group;
  let output = '';
  const running = new Promise((resolve, reject) => {
    runGroup(
      node,
      [
        '--require',
        modulePath('@backstage', 'cli', 'config', 'nodeTransform.cjs'),
        path.join(ROOT, 'packages', 'backend', 'dev', 'demoCloud.ts'),
        stateFile,
        `${speed}`,
      ],
      {
        cwd: ROOT,
        env,
        onStart: started => (group = started),
        onOutput: chunk => {
          output += chunk;
          const url = /AWS_ENDPOINT_URL=(\S+)/.exec(output)?.[1];
          if (url) {
            resolve(url);
          }
        },
      },
    ).then(() => reject(notStarted(output)), reject);
  });
  const url = await running;
  return { env: { AWS_SIMULATOR_URL: url }, stop: () => group.stop() };
}

function notStarted(output) {
  return new SetupError(
    `The simulator of AWS has not started: ${output.trim()}`,
    `Remove ${path.relative(ROOT, DEMO_CLOUD)} if it is what cannot be read.`,
  );
}
