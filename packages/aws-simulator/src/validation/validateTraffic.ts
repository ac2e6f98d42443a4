import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { packageFolder } from '../packageFolder';
import { RequestRecord } from '../requests';

/** Whether there is a Python that has botocore: what BOTOCORE_PYTHON names, or `python3`. @public */
export function hasBotocore(): boolean {
  return spawnSync(python(), ['-c', 'import botocore']).status === 0;
}

/**
 * Validates requests and responses against the service models of botocore. Gives a line for each violation, and one with their
 * number. What a fault made of an answer is left out, as are connections that were cut.
 *
 * @public
 */
export function validateTraffic(records: RequestRecord[]): string[] {
  const lines = records.flatMap(record => {
    const { number, service, operation, fault, wire } = record;
    if (fault !== undefined || !wire.response) {
      return [];
    }
    const { request, response } = wire;
    return JSON.stringify({
      number,
      service,
      operation,
      request: { ...request, body: request.body.toString('base64') },
      response: {
        ...response,
        body: Buffer.from(response.body).toString('base64'),
      },
    });
  });
  const { stdout, stderr } = spawnSync(
    python(),
    [join(packageFolder, 'src', 'validation', 'validate_traffic.py')],
    { input: lines.join('\n'), encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  return `${stderr}${stdout}`.trim().split('\n');
}

function python(): string {
  return process.env.BOTOCORE_PYTHON ?? 'python3';
}
