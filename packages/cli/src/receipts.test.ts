import { resolve } from 'node:path';
import { runCommandLine } from './runCommandLine';
import expected from './vectors/receipts-graph.json';

const RECEIPTS = resolve(__dirname, '../../../examples/receipts');

async function run(...args: string[]): Promise<string> {
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    await runCommandLine(args);
    return write.mock.calls.map(([text]) => String(text)).join('');
  } finally {
    write.mockRestore();
  }
}

describe('base-images on the example monorepo', () => {
  it('prints the graph that Python’s own tools compute', async () => {
    const output = await run('graph', RECEIPTS, '--format', 'json');
    const { packages, topologicalOrder, cycles, diagnostics } =
      JSON.parse(output);
    expect(
      packages.map(
        ({ sourceHash, ...rest }: { sourceHash: string }): unknown => {
          expect(sourceHash).toMatch(/^[0-9a-f]{64}$/);
          return rest;
        },
      ),
    ).toEqual(expected.packages);
    expect(topologicalOrder).toEqual(expected.topologicalOrder);
    expect(cycles).toEqual([]);
    // The example has these two mistakes on purpose.
    expect(
      diagnostics.map(({ file, code }: { file: string; code: string }) => [
        file,
        code,
      ]),
    ).toEqual([
      ['infra/import_lambda/Dockerfile', 'install-order'],
      ['infra/report_lambda/Dockerfile', 'missing-package'],
    ]);
    expect(await run('graph', RECEIPTS, '--format', 'json')).toBe(output);
  });

  it('installs every package after what it needs', () => {
    const seen = new Set<string>();
    for (const name of expected.topologicalOrder) {
      const { dependencies } = expected.packages.find(
        item => item.name === name,
      )!;
      expect(dependencies.filter(other => !seen.has(other))).toEqual([]);
      seen.add(name);
    }
    expect(seen.size).toBe(expected.packages.length);
  });
});
