import { existsSync } from 'node:fs';
import path from 'node:path';
import { startDemoCloud } from '../lib/demoCloud.mjs';
import { say } from '../lib/log.mjs';
import { ROOT, modulePath } from '../lib/paths.mjs';
import { checkPorts, readAddresses } from '../lib/ports.mjs';
import { runGroup } from '../lib/processes.mjs';

/** Runs the demo portal until it is told to stop. Arguments go to `backstage-cli repo start`. */
export async function start({ node, env }, given) {
  const args = resolveConfigPaths(given);
  const addresses = await readAddresses(configPaths(args));
  await checkPorts(addresses);
  const cloud = await startDemoCloud({ node, env });
  say(`A simulator of AWS listens at ${cloud.env.AWS_SIMULATOR_URL}`);
  say('Starting the portal; the first start compiles for about a minute …');

  const began = Date.now();
  const watch = new AbortController();
  const running = runGroup(
    node,
    [
      modulePath('@backstage', 'cli', 'bin', 'backstage-cli'),
      'repo',
      'start',
      ...args,
    ],
    {
      cwd: ROOT,
      env: { ...env, ...cloud.env, BROWSER: env.BROWSER ?? 'none' },
    },
  ).finally(() => {
    watch.abort();
    return cloud.stop();
  });
  const ready = announce(addresses, began, watch.signal);

  const { code, stopped } = await running;
  await ready;
  if (stopped) {
    say('The portal has stopped.');
    return 0;
  }
  say(`error: the portal ended by itself (exit status ${code})`);
  return code || 1;
}

/** The CLI would look for the files in the folder of each package that it starts. */
function resolveConfigPaths(args) {
  return args.map((argument, index) =>
    args[index - 1] === '--config' ? path.resolve(argument) : argument,
  );
}

/** The files that `--config` names, else the ones that Backstage reads by itself. */
function configPaths(args) {
  const named = args.flatMap((argument, index) =>
    argument === '--config' ? [args[index + 1]] : [],
  );
  return named.length > 0
    ? named
    : ['app-config.yaml', 'app-config.local.yaml'].filter(file =>
        existsSync(path.join(ROOT, file)),
      );
}

/** Says the URL once frontend and backend really answer. */
async function announce({ app, backend }, began, signal) {
  const health = new URL('/.backstage/health/v1/readiness', backend).href;
  while (!signal.aborted) {
    if ((await answers(app, signal)) && (await answers(health, signal))) {
      say('');
      say(
        `The portal is ready after ${Math.round((Date.now() - began) / 1000)} s. Open ${app}`,
      );
      say('Choose "Enter" to sign in as a guest. Ctrl-C stops it.');
      say('');
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 500));
  }
}

async function answers(url, signal) {
  try {
    const response = await fetch(url, {
      signal: AbortSignal.any
        ? AbortSignal.any([signal, AbortSignal.timeout(10_000)])
        : signal,
    });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
