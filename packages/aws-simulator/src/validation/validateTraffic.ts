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
 * number. Of what a fault struck only the request is looked at.
 *
 * @public
 */
export function validateTraffic(records: RequestRecord[]): string[] {
  const lines = records.map(record => {
    const { number, service, operation, fault, wire } = record;
    const { request, response } = wire;
    return JSON.stringify({
      number,
      service,
      operation,
      request: { ...request, body: request.body.toString('base64') },
      response:
        fault === undefined && response
          ? {
              ...response,
              body: Buffer.from(response.body).toString('base64'),
            }
          : null,
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
