import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from './findFreePort';

/** Debian's `docker-registry` on loopback, with its files in a folder. */
export class LocalRegistry {
  static async start(folder: string): Promise<LocalRegistry> {
    mkdirSync(folder, { recursive: true });
    const address = `127.0.0.1:${await findFreePort()}`;
    const file = join(folder, 'registry.yml');
    const configuration = {
      version: '0.1',
      log: { level: 'error', accesslog: { disabled: true } },
      storage: {
        filesystem: { rootdirectory: folder },
        delete: { enabled: true },
      },
      http: { addr: address },
    };
    // JSON is YAML.
    await writeFile(file, JSON.stringify(configuration));
    const child = spawn('docker-registry', ['serve', file], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let messages = '';
    child.stderr.on('data', chunk => {
      messages = `${messages}${chunk}`.slice(-2000);
    });
    child.once('error', error => {
      messages = error.message;
    });
    for (let attempt = 0; attempt < 100; attempt++) {
      const response = await fetch(`http://${address}/v2/`).catch(
        () => undefined,
      );
      if (response?.ok) {
        const end = async () => {
          const closed = once(child, 'close');
          child.kill();
          await closed;
        };
        return new LocalRegistry(address, folder, end);
      }
      if (child.exitCode !== null || child.pid === undefined) {
        break;
      }
      await sleep(50);
    }
    child.kill();
    throw new Error(`docker-registry does not answer: ${messages}`);
  }

  private constructor(
    /** `host:port`. */
    readonly address: string,
    private readonly folder: string,
    /** Ends it. Its files stay. */
    readonly stop: () => Promise<void>,
  ) {}

  /** Digest and size of every blob that it holds, of all repositories. */
  blobs(): Map<string, number> {
    const root = join(this.folder, 'docker/registry/v2/blobs/sha256');
    const sizes = new Map<string, number>();
    for (const prefix of existsSync(root) ? readdirSync(root) : []) {
      for (const digest of readdirSync(join(root, prefix))) {
        const file = join(root, prefix, digest, 'data');
        sizes.set(`sha256:${digest}`, statSync(file).size);
      }
    }
    return sizes;
  }
}
