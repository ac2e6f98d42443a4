import path from 'node:path';
import { SetupError, withoutHosts } from './log.mjs';
import { capture, runGroup } from './processes.mjs';

/** How to call npm: by the file that runs us when npm does, since Windows cannot spawn `npm.cmd` without a shell. */
function npmCommand() {
  const script = process.env.npm_execpath;
  if (script && /npm-cli\.c?js$/.test(path.basename(script))) {
    return { command: process.execPath, prefix: [script], options: {} };
  }
  return process.platform === 'win32'
    ? { command: 'npm.cmd', prefix: [], options: { shell: true } }
    : { command: 'npm', prefix: [], options: {} };
}

/** Settings of npm that Yarn needs too, as Yarn's environment variables. */
export async function yarnSettingsFromNpm() {
  const call = npmCommand();
  const result = await capture(
    call.command,
    [...call.prefix, 'config', 'list', '--json'],
    call.options,
  );
  if (result.code !== 0) {
    return {};
  }
  const config = JSON.parse(result.stdout);
  const settings = {};
  if (config.registry) {
    settings.YARN_NPM_REGISTRY_SERVER = config.registry.replace(/\/$/, '');
    const url = new URL(config.registry);
    if (url.protocol === 'http:') {
      settings.YARN_UNSAFE_HTTP_WHITELIST = url.hostname;
    }
  }
  if (config.cafile) {
    settings.YARN_HTTPS_CA_FILE_PATH = config.cafile;
  }
  if (config['https-proxy']) {
    settings.YARN_HTTPS_PROXY = config['https-proxy'];
  }
  if (config.proxy) {
    settings.YARN_HTTP_PROXY = config.proxy;
  }
  for (const name of Object.keys(settings)) {
    if (process.env[name] !== undefined) {
      delete settings[name];
    }
  }
  return settings;
}

/** Installs packages into a folder of their own, without running their scripts. */
export async function installTool(folder, specifications) {
  const call = npmCommand();
  const args = [
    'install',
    '--prefix',
    folder,
    '--no-save',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    ...specifications,
  ];
  let output = '';
  const result = await runGroup(call.command, [...call.prefix, ...args], {
    ...call.options,
    cwd: folder,
    onOutput: chunk => (output += chunk),
  });
  if (result.stopped) {
    throw new SetupError(
      'The install was stopped',
      'Run the same command again to go on.',
    );
  }
  if (result.code !== 0) {
    throw npmFailure(specifications.join(' '), result.code, output);
  }
}

function npmFailure(what, code, output) {
  if (code === 127) {
    return new SetupError(
      `npm could not be run to install ${what}`,
      'Install Node.js with npm, then try again.',
    );
  }
  if (
    /\b(ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET)\b/.test(output)
  ) {
    return new SetupError(
      `The npm registry did not answer while installing ${what}`,
      'Check the network, the proxy and `npm config get registry`, then try again.',
    );
  }
  if (/\bENOSPC\b/.test(output)) {
    return new SetupError(
      `The disk is full: ${what} could not be installed`,
      'Make room, then try again.',
    );
  }
  if (/\b(E404|ETARGET)\b/.test(output)) {
    return new SetupError(
      `The npm registry does not have ${what}`,
      'Check `npm config get registry`: a mirror may lack it.',
    );
  }
  return new SetupError(
    `npm could not install ${what}:\n${withoutHosts(output).trim()}`,
    'See the message above.',
  );
}
