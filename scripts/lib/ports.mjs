import { readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { SetupError } from './log.mjs';
import { ROOT } from './paths.mjs';

/** The addresses of frontend and backend that the configuration files give, later files first. */
export async function readAddresses(configPaths) {
  // Not at the top: there is no such package before the dependencies are installed.
  const { parse } = await import('yaml');
  const merged = {};
  for (const file of configPaths) {
    const config = parse(readFileSync(path.resolve(ROOT, file), 'utf8')) ?? {};
    for (const part of ['app', 'backend']) {
      merged[part] = config[part]?.baseUrl ?? merged[part];
    }
  }
  return { app: merged.app, backend: merged.backend };
}

/** Refuses when something else listens where the portal would. */
export async function checkPorts(addresses) {
  for (const [part, address] of Object.entries(addresses)) {
    const port = Number(new URL(address).port);
    if (await isTaken(port)) {
      throw new SetupError(
        `Port ${port}, which the ${part === 'app' ? 'frontend' : 'backend'} of the portal needs, is in use`,
        'Stop the other program (perhaps another portal), or write other ports into an app-config.local.yaml: app.baseUrl, backend.baseUrl, backend.listen.port and backend.cors.origin.',
      );
    }
  }
}

async function isTaken(port) {
  const attempts = ['127.0.0.1', '::1'].map(
    host =>
      new Promise(resolve => {
        const socket = net.connect({ port, host });
        const end = taken => {
          socket.destroy();
          resolve(taken);
        };
        socket.setTimeout(500, () => end(false));
        socket.on('connect', () => end(true));
        socket.on('error', () => end(false));
      }),
  );
  return (await Promise.all(attempts)).includes(true);
}

/** So many ports that nothing listens on. */
export async function findFreePorts(count) {
  const servers = Array.from({ length: count }, () => net.createServer());
  // All at once, so that no port is given twice.
  await Promise.all(
    servers.map(
      server =>
        new Promise((resolve, reject) => {
          server.on('error', reject);
          server.listen(0, '127.0.0.1', resolve);
        }),
    ),
  );
  const ports = servers.map(server => server.address().port);
  await Promise.all(
    servers.map(server => new Promise(resolve => server.close(resolve))),
  );
  return ports;
}
