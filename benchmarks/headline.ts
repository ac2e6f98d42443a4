import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { LocalRegistry } from '@base-images/image-bench';
import { FreshMachine } from './headline/FreshMachine';
import { LambdaMeasurement, RoundCosts } from './headline/LambdaMeasurement';
import { EDITS, LAMBDAS } from './headline/Scenario';
import { summarizeRounds } from './headline/summarize';
import { LAMBDA_IMAGE } from './images/PythonVersions';
import { Workshop } from './images/Workshop';
import { WorkshopMonorepo } from './images/WorkshopMonorepo';
import { formatTable } from './text/formatTable';

/** What the Lambdas install beside what the image bench has. */
const DISTRIBUTIONS = [
  ['boto3==1.34.100', 'pydantic<3', 'pandas==2.2.2', 'numpy<2', 'requests<3'],
  ['pandas==2.2.3', 'numpy<2'],
];

const CLAIMS =
  'The guide that base images come from claims: contexts of 1-5 MB instead of 100-200 MB, 50-80 % less build time.';

async function main() {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '5' },
      only: { type: 'string', default: '' },
      edits: { type: 'string', default: EDITS.join() },
      format: { type: 'string', default: 'text' },
    },
  });
  await Workshop.use({ more: DISTRIBUTIONS }, async workshop => {
    const registry = await LocalRegistry.start(
      join(workshop.folder, 'registry'),
    );
    try {
      await measureAll(new FreshMachine(workshop, registry), values);
    } finally {
      await registry.stop();
    }
  });
}

async function measureAll(
  machine: FreshMachine,
  values: { rounds: string; only: string; edits: string; format: string },
) {
  const { workshop } = machine;
  const image = `${LAMBDA_IMAGE}:${workshop.versions.move('3.12')}`;
  await machine.push(image);
  const results: { lambda: string; edit: string; rounds: RoundCosts[] }[] = [];
  const measurements = LAMBDAS.filter(({ title }) =>
    title.includes(values.only),
  ).map(lambda => {
    const folder = join(__dirname, '..', lambda.monorepo);
    const repository = WorkshopMonorepo.copy(workshop, folder);
    return {
      title: lambda.title,
      measurement: new LambdaMeasurement(machine, repository, lambda),
    };
  });
  for (const { measurement } of measurements) {
    await measurement.measure('nothing');
  }
  for (const edit of EDITS.filter(item =>
    values.edits.split(',').includes(item),
  )) {
    for (const { title, measurement } of measurements) {
      const rounds: RoundCosts[] = [];
      for (let round = 0; round < Number(values.rounds); round++) {
        rounds.push(await measurement.measure(edit));
      }
      results.push({ lambda: title, edit, rounds });
      if (values.format === 'text') {
        console.log(`\n${title}, after an edit: ${edit}\n`);
        console.log(
          formatTable([
            ['', 'original', 'with base', ''],
            ...summarizeRounds(rounds),
          ]),
        );
      }
    }
  }
  console.log(
    values.format === 'json'
      ? JSON.stringify(results, undefined, 2)
      : `\n${CLAIMS}`,
  );
}

void main();
