import assert from 'node:assert/strict';
import net from 'node:net';
import { test } from 'node:test';
import { checkPorts, findFreePorts } from './ports.mjs';

test('refuses a port that something listens on, and says which', async () => {
  const server = net.createServer();
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  const addresses = {
    app: `http://localhost:${port}`,
    backend: `http://localhost:${port}`,
  };
  await assert.rejects(checkPorts(addresses), {
    name: 'SetupError',
    message: `Port ${port}, which the frontend of the portal needs, is in use`,
  });
  await new Promise(resolve => server.close(resolve));
  await checkPorts(addresses);
});

test('finds different ports that are free', async () => {
  const ports = await findFreePorts(5);
  assert.equal(new Set(ports).size, 5);
  for (const port of ports) {
    await checkPorts({ app: `http://localhost:${port}` });
  }
});
