import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Lets something go wrong in the AWS of the portal, once: a fault as the simulator takes it. */
export async function addFault(fault: object): Promise<void> {
  await request('POST', JSON.stringify(fault));
}

/** Lets all go well again. */
export async function clearFaults(): Promise<void> {
  await request('DELETE');
}

async function request(method: string, body?: string): Promise<void> {
  const simulator = readFileSync(
    path.join(process.env.PORTAL_FOLDER!, 'simulator-url'),
    'utf8',
  );
  const response = await fetch(`${simulator}/_simulator/faults`, {
    method,
    body,
  });
  if (!response.ok) {
    throw new Error(`${method} faults: ${await response.text()}`);
  }
}
