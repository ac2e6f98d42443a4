import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import {
  AwsSimulator,
  FolderBlobs,
  serve,
  StateFile,
} from '@base-images/aws-simulator';
import {
  FolderSourceTree,
  scan,
} from '@base-images/backstage-plugin-base-images-node';
import { fillDemoCloud } from './fillDemoCloud';
import { readDemoEnvironment } from './readDemoEnvironment';

// Stands for AWS beside the demo portal, until it is told to end or the process that started it is gone:
//
//   node --require @backstage/cli/config/nodeTransform.cjs packages/backend/dev/demoCloud.ts STATE_FILE SPEED

const ROOT = resolve(__dirname, '../../..');

async function run(path: string, speed: number): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  const file = new StateFile(path);
  const state = file.load();
  const simulator = AwsSimulator.create({
    state,
    blobs: new FolderBlobs(file.blobsFolder),
    speed,
    rememberedRequests: 1000,
  });
  if (!state) {
    const { environment, folder } = readDemoEnvironment(ROOT);
    const tree = await FolderSourceTree.open(folder, { ignore: 'gitignore' });
    fillDemoCloud(simulator, await scan(tree), environment);
  }
  await serve(simulator, file, endOfParent());
}

/** A parent that was killed cannot tell. */
function endOfParent(): AbortSignal {
  const parent = process.ppid;
  const ended = new AbortController();
  setInterval(() => {
    if (process.ppid !== parent) {
      ended.abort();
    }
  }, 1_000).unref();
  return ended.signal;
}

run(resolve(process.argv[2]), Number(process.argv[3])).then(
  () => process.exit(0),
  error => {
    process.stderr.write(`The AWS simulator cannot run: ${error.stack}\n`);
    process.exit(1);
  },
);
