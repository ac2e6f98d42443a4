import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ImageTarget } from '@base-images/backstage-plugin-base-images-common';
import { LocalRegistry } from '@base-images/image-bench';
import { checkMachine } from './images/checkMachine';
import { LAMBDA_IMAGE } from './images/PythonVersions';
import { Workshop } from './images/Workshop';
import { WorkshopMonorepo } from './images/WorkshopMonorepo';
import { Loop, LoopRound } from './loop/Loop';
import { clearLoopBuilds, startLoopCloud } from './loop/LoopCloud';
import { startLoopBackend } from './loop/startLoopBackend';

const EXAMPLE = join(__dirname, '../examples/receipts');
const LAMBDA = 'infra/label_lambda/Dockerfile';
const EVENT = {
  text: 'Corner Market\n2026-03-01\nCoffee 4.50\nBread 3.20\nTotal 7.70\n',
};
/** One line of the package that everything else stands on. */
const CHANGE = {
  file: 'receipt_dynamo/receipt_dynamo/receipt.py',
  from: '"PK": f"MERCHANT#{self.merchant}"',
  to: '"PK": f"SHOP#{self.merchant}"',
};

/** Edits a package of the example and has its images rebuilt through the API, with real builds. */
async function run(workshop: Workshop, registry: LocalRegistry): Promise<void> {
  const { builder, versions } = workshop;
  const platform = versions.moveAll('linux/arm64');
  const tag = versions.move('3.12');
  for (const version of ['3.11', '3.12', '3.13'].map(v => versions.move(v))) {
    await builder.push(
      `${LAMBDA_IMAGE}:${version}`,
      `${registry.address}/lambda/python:${version}`,
    );
  }
  console.log(`${builder.version}, ${platform}, Python ${tag}`);
  const monorepo = WorkshopMonorepo.copy(workshop, EXAMPLE);
  const simulator = await startLoopCloud(workshop, {
    publicImages: registry.address,
    platform,
  });
  const { client, stop } = await startLoopBackend({
    target: monorepo.folder,
    endpoint: simulator.url,
    publicImages: registry.address,
    platform,
  });
  try {
    const images: ImageTarget[] = [
      { kind: 'base-image', name: 'receipt-dynamo', platform },
      { kind: 'base-image', name: 'receipt-label', platform },
      { kind: 'lambda', name: LAMBDA, platform },
    ];
    const loop = new Loop(client, simulator, workshop, images);

    await loop.untilBehind(images.length);
    const first = expectRound('first rebuild', await loop.rebuild());
    const before = await loop.call(first.rebuild, LAMBDA, EVENT);
    check(
      'the handler answers as before',
      before.includes('MERCHANT#'),
      before,
    );
    check('nothing is planned', (await loop.planned()).length === 0);

    const path = join(monorepo.folder, CHANGE.file);
    const text = readFileSync(path, 'utf8');
    check('the line is there', text.includes(CHANGE.from));
    monorepo.write(CHANGE.file, text.replace(CHANGE.from, CHANGE.to));
    await loop.untilBehind(images.length);

    const second = expectRound('after the change', await loop.rebuild());
    check('three builds began', second.starts === images.length);
    const after = await loop.call(second.rebuild, LAMBDA, EVENT);
    check('the handler gives the new value', after.includes('SHOP#'), after);

    const starts = simulator.requests.list('codebuild:StartBuild').length;
    check(
      'a further rebuild does nothing',
      (await loop.rebuild()) === undefined,
    );
    check(
      'no further build began',
      simulator.requests.list('codebuild:StartBuild').length === starts,
    );
  } finally {
    await stop();
    await simulator.stop();
    await clearLoopBuilds(workshop);
  }
}

function expectRound(title: string, round: LoopRound | undefined): LoopRound {
  if (!round) {
    throw new Error(`${title}: there was nothing to do`);
  }
  const steps = round.rebuild.steps.map(({ name, startedAt, endedAt }) => {
    const seconds =
      (Date.parse(endedAt ?? '') - Date.parse(startedAt ?? '')) / 1000;
    return `  ${name}: ${seconds.toFixed(1)} s`;
  });
  console.log(
    [
      `${title}: ${round.seconds.toFixed(1)} s, ${round.starts} builds`,
      ...steps,
    ].join('\n'),
  );
  return round;
}

function check(what: string, isTrue: boolean, detail?: string): void {
  if (!isTrue) {
    throw new Error(`Not so: ${what}${detail ? `: ${detail}` : ''}`);
  }
  console.log(`ok: ${what}`);
}

async function main() {
  if (!checkMachine('docker-registry')) {
    return;
  }
  await Workshop.use({}, async workshop => {
    const registry = await LocalRegistry.start(join(workshop.folder, 'public'));
    try {
      await run(workshop, registry);
    } finally {
      await registry.stop();
    }
  });
}

main().then(
  () => process.exit(),
  error => {
    console.error(error);
    process.exit(1);
  },
);
