import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';
import { RawRequest, RawResponse } from './RawMessage';

/** Answers requests on loopback. */
export class HttpServer {
  private readonly server: Server;

  constructor(
    handle: (request: RawRequest) => Promise<RawResponse | undefined>,
  ) {
    this.server = createServer((request, response) => {
      readRequest(request)
        .then(handle)
        .then(answer => send(request, response, answer))
        .catch(error => {
          response.destroy(error instanceof Error ? error : undefined);
        });
    });
  }

  /** Listens on a port of 127.0.0.1, or on a free one. */
  async start(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', () => {
        this.server.off('error', reject);
        resolve();
      });
    });
  }

  /** Ends all connections, also those with answers that are held back. */
  async stop(): Promise<void> {
    await new Promise<void>(resolve => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  /** Where it listens. Throws unless it does. */
  url(): string {
    const address = this.server.address() as AddressInfo | null;
    if (!address) {
      throw new Error('The simulator has not been started');
    }
    return `http://127.0.0.1:${address.port}`;
  }
}

async function readRequest(request: IncomingMessage): Promise<RawRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  return {
    method: request.method ?? 'GET',
    url: request.url ?? '/',
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(', ') : (value ?? ''),
      ]),
    ),
    body: Buffer.concat(chunks),
  };
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  answer: RawResponse | undefined,
): void {
  if (!answer) {
    request.socket.resetAndDestroy();
    return;
  }
  response.writeHead(answer.status, {
    'content-length': Buffer.byteLength(answer.body),
    ...answer.headers,
  });
  response.end(request.method === 'HEAD' ? undefined : answer.body);
}
