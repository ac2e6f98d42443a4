import { parseArgs } from 'node:util';
import { cpus, loadavg } from 'node:os';
import { formatTable } from './text/formatTable';
import { measureWatching } from './watching/measureWatching';

const { values } = parseArgs({
  options: {
    bases: { type: 'string', default: '500' },
    lambdas: { type: 'string', default: '2000' },
    functions: { type: 'string', default: '2000' },
    /** Packages that every image holds beside its own. */
    packages: { type: 'string', default: '30' },
    /** Edits of the base image that all others stand on, each with a rebuild of everything. */
    history: { type: 'string', default: '10' },
  },
});

async function main(): Promise<void> {
  console.log(
    `Node.js ${process.version}, ${cpus().length} processors, load ${loadavg()[0].toFixed(1)}`,
  );
  const measured = await measureWatching(
    {
      bases: Number(values.bases),
      lambdas: Number(values.lambdas),
      functions: Number(values.functions),
      packages: Number(values.packages),
    },
    {
      history: Number(values.history),
      say: text => console.error(text),
    },
  );
  const operations = [
    ...new Set(measured.flatMap(({ requests }) => Object.keys(requests))),
  ].sort();
  console.log('\nRequests');
  console.log(
    formatTable([
      ['', ...operations],
      ...measured.map(({ title, requests }) => [
        title,
        ...operations.map(name => requests[name] ?? 0),
      ]),
    ]),
  );
  console.log('\nMilliseconds of a round');
  console.log(
    formatTable([
      ['', 'wall clock', 'processors', 'longest block', 'heap, MB'],
      ...measured.map(item => [
        item.title,
        Math.round(item.milliseconds),
        Math.round(item.processorMilliseconds),
        Math.round(item.longestBlockMilliseconds),
        Math.round(item.heapMegabytes),
      ]),
    ]),
  );
  console.log('\nMilliseconds of processors for an answer, and what is kept');
  console.log(
    formatTable([
      ['', 'all images', 'one Lambda', 'images kept', 'row, kB'],
      ...measured.map(item => [
        item.title,
        Math.round(item.allMilliseconds),
        item.oneMilliseconds.toFixed(1),
        item.imagesKept,
        Math.round(item.rowBytes / 1_000),
      ]),
    ]),
  );
  const wrong = measured.flatMap(({ title, requests, minimum }) =>
    [...new Set([...Object.keys(requests), ...Object.keys(minimum)])]
      .filter(name => requests[name] !== minimum[name])
      .map(
        name =>
          `${title}: ${requests[name] ?? 0} ${name} instead of ${minimum[name] ?? 0}`,
      ),
  );
  if (wrong.length > 0) {
    console.log(`\nNot the fewest requests\n${wrong.join('\n')}`);
    process.exitCode = 1;
  } else {
    console.log('\nEvery round took the fewest requests that are possible.');
  }
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
