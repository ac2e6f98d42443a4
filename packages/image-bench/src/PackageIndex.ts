import { once } from 'node:events';
import { createReadStream, readdirSync } from 'node:fs';
import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';

/**
 * An index of Python packages on loopback ("Simple repository API" of the Python packaging specifications) that holds the wheels of some
 * folders and nothing else, and writes down what it is asked for.
 */
export class PackageIndex {
  static async start(given: readonly string[]): Promise<PackageIndex> {
    const folders = [...given];
    const asked = new Set<string>();
    const server = createServer((request, response) =>
      answer(request, response, folders, asked),
    ).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = address && typeof address === 'object' ? address.port : 0;
    return new PackageIndex(
      `http://127.0.0.1:${port}/simple`,
      folders,
      asked,
      () => {
        server.closeAllConnections();
        server.close();
      },
    );
  }

  private constructor(
    /** What installers are told. */
    readonly url: string,
    /** Where its wheels are; more can be added. */
    readonly folders: string[],
    /** Normalised names that were asked for. */
    readonly asked: Set<string>,
    readonly stop: () => void,
  ) {}
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  folders: readonly string[],
  asked: Set<string>,
) {
  const [kind, name] = decodeURIComponent(request.url ?? '')
    .split(/[?#]/, 1)[0]
    .split('/')
    .slice(1);
  const files = folders.flatMap(folder =>
    readdirSync(folder)
      .filter(file => file.endsWith('.whl'))
      .map(file => ({ file, path: join(folder, file) })),
  );
  if (kind === 'files') {
    const found = files.find(({ file }) => file === name);
    response.writeHead(found ? 200 : 404);
    if (found) {
      createReadStream(found.path).pipe(response);
    } else {
      response.end();
    }
    return;
  }
  asked.add(name);
  const links = files
    .filter(({ file }) => nameOfWheel(file) === name)
    .map(
      ({ file }) => `<a href="/files/${encodeURIComponent(file)}">${file}</a>`,
    );
  response.writeHead(links.length > 0 ? 200 : 404, {
    'content-type': 'text/html',
  });
  response.end(`<!DOCTYPE html><html><body>${links.join('\n')}</body></html>`);
}

/** The normalised name of the distribution that is in a wheel ("Binary distribution format"). */
function nameOfWheel(file: string): string {
  return file.split('-', 1)[0].replaceAll(/[._]+/g, '-').toLowerCase();
}
