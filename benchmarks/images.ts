import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkMachine } from './images/checkMachine';
import { ImageCase } from './images/ImageCase';
import { printCase, printRefusal } from './images/printResult';
import { CaseResult, proveCase } from './images/proveCase';
import { proveRefusal } from './images/proveRefusal';
import { QUICK_CASES } from './images/quickCases';
import { readCases } from './images/readCases';
import { RECEIPT_CASES, RECEIPT_OUTCOMES } from './images/receiptCases';
import { Workshop } from './images/Workshop';
import { WorkshopMonorepo } from './images/WorkshopMonorepo';

const ROOT = join(__dirname, '..');
const VECTORS = join(ROOT, 'plugins/base-images-node/src/withBase/vectors');
const COMPOSE = 'docker-compose.yml';

type Choice = (item: ImageCase) => boolean;

/** Of the example. Gives the number of Lambdas whose images are not as they must be. */
async function proveReceipts(workshop: Workshop, isChosen: Choice) {
  const folder = join(ROOT, 'examples/receipts');
  const receipts = WorkshopMonorepo.copy(workshop, folder);
  let wrong = 0;
  for (const item of RECEIPT_CASES.filter(isChosen)) {
    const result = await proveCase(receipts, item);
    const isRight = result.outcome === (RECEIPT_OUTCOMES[item.title] ?? 'same');
    wrong += printCase(result, isRight);
  }
  return wrong;
}

/** Of the Dockerfiles that the tests of the engine rewrite. */
async function proveDockerfiles(workshop: Workshop, isChosen: Choice) {
  const monorepo = WorkshopMonorepo.copy(workshop, join(VECTORS, 'monorepo'));
  let wrong = 0;
  for (const item of readCases(join(VECTORS, 'rewritten.txt'))) {
    if (isChosen(item)) {
      const result = await proveDockerfile(monorepo, item);
      wrong += printCase(result, ['same', 'skipped'].includes(result.outcome));
    }
  }
  return wrong;
}

async function proveDockerfile(
  monorepo: WorkshopMonorepo,
  item: ImageCase,
): Promise<CaseResult> {
  const { title, dockerfile, target } = item;
  const text = monorepo.workshop.versions.moveAll(item.text ?? '');
  if (!canBuild(monorepo.workshop, text)) {
    return { title, outcome: 'skipped' };
  }
  monorepo.write(dockerfile, text);
  if (target) {
    const build = { context: '.', dockerfile, target };
    monorepo.write(COMPOSE, JSON.stringify({ services: { a: { build } } }));
  } else {
    monorepo.remove(COMPOSE);
  }
  return await proveCase(monorepo, item);
}

/** Of those that they refuse. */
async function proveRefusals(workshop: Workshop, isChosen: Choice) {
  const folder = join(VECTORS, 'monorepo');
  const monorepo = WorkshopMonorepo.copy(workshop, folder);
  const other = await workshop.addHostileIndex(join(folder, 'dynamo'), '99.0');
  // Other environments have no build backends of their own.
  workshop.volumes = workshop.writeSettings({ isolated: true });
  let wrong = 0;
  for (const item of readCases(join(VECTORS, 'refused.txt'))) {
    const text = workshop.versions
      .moveAll(item.text ?? '')
      .replaceAll('https://example.com/simple', other);
    if (!isChosen(item)) {
      continue;
    }
    if (canBuild(workshop, text)) {
      monorepo.write(item.dockerfile, text);
      wrong += printRefusal(await proveRefusal(monorepo, item));
    } else {
      printCase({ title: item.title, outcome: 'skipped' }, true);
    }
  }
  return wrong;
}

/** Old builders know neither here-documents nor variables without an end. */
function canBuild({ builder }: Workshop, text: string): boolean {
  const isNew = /^(?:RUN|COPY).*<<[A-Z]|^FROM.*\$\{\w+%/m;
  return builder.knowsHeredocs || !isNew.test(text);
}

async function main() {
  const { values } = parseArgs({
    options: {
      cases: { type: 'string', default: 'receipts,dockerfiles,refusals' },
      only: { type: 'string', default: '' },
      after: { type: 'string' },
      quick: { type: 'boolean', default: false },
      buildah: { type: 'string' },
    },
  });
  if (!checkMachine()) {
    return;
  }
  const only = new RegExp(values.only);
  let isReached = values.after === undefined;
  const isChosen: Choice = ({ title }) => {
    const isNow = isReached;
    isReached ||= title === values.after;
    return (
      isNow && only.test(title) && (!values.quick || QUICK_CASES.has(title))
    );
  };
  const proofs = {
    receipts: proveReceipts,
    dockerfiles: proveDockerfiles,
    refusals: proveRefusals,
  };
  const buildah = values.buildah?.split(' ');
  await Workshop.use({ buildah }, async workshop => {
    let wrong = 0;
    for (const [name, prove] of Object.entries(proofs)) {
      if (values.cases.split(',').includes(name)) {
        console.log(`\n${name}`);
        wrong += await prove(workshop, isChosen);
      }
    }
    console.log(wrong === 0 ? '\nAll as it must be.' : `\n${wrong} wrong.`);
    process.exitCode = wrong === 0 ? 0 : 1;
  });
}

void main();
