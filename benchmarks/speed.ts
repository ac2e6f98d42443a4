import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BuildTool } from './generator/MonorepoPlan';
import { monorepoFiles } from './generator/monorepoFiles';
import { planMonorepo } from './generator/planMonorepo';
import { writeMonorepo } from './generator/writeMonorepo';
import { ChildUsage } from './process/finishChild';
import { runChild } from './process/runChild';
import { Clock, Measurements } from './speed/Measurements';
import { runPeer } from './speed/runPeer';
import { SpeedResult } from './speed/SpeedStep';
import { STEPS } from './speed/steps';
import {
  keyOf,
  MeasuredTree,
  mediansTable,
  memoryTable,
  ratioLines,
} from './speed/summary';

const SECONDS_PER_STEP = 300;

const CLOCKS: { name: Clock; title: string }[] = [
  { name: 'milliseconds', title: 'Milliseconds on the wall clock' },
  {
    name: 'processorMilliseconds',
    title: 'Milliseconds of the processors, those of git included',
  },
];

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '100,1000,10000' },
    rounds: { type: 'string', default: '5' },
    steps: { type: 'string', default: Object.keys(STEPS).join() },
    tool: { type: 'string' },
    'base-images': { type: 'string' },
    /** `name=command`, run by a shell in the root of the tree. */
    peer: { type: 'string', multiple: true, default: [] },
    /** Where trees are kept for the next run; without it they are removed. */
    trees: { type: 'string' },
  },
});

interface Tree extends MeasuredTree {
  folder: string;
}

function makeTree(parent: string, packages: number): Tree {
  const folder = join(parent, `${values.tool ?? 'mixed'}-${packages}`);
  const files = monorepoFiles(
    planMonorepo({
      packages,
      seed: 1,
      tools: values.tool ? [values.tool as BuildTool] : undefined,
      baseImages: values['base-images']
        ? Number(values['base-images'])
        : undefined,
    }),
  );
  if (!existsSync(folder)) {
    writeMonorepo(folder, files);
  }
  return { packages, files: files.size, folder };
}

async function measureStep(tree: Tree, name: string, measured: Measurements) {
  const result = await runChild<SpeedResult & ChildUsage>(
    join(__dirname, 'speed', 'runStep.ts'),
    [name, tree.folder],
    { timeoutSeconds: SECONDS_PER_STEP },
  );
  if (result.outcome === 'finished') {
    measured.add(keyOf(tree, name), result.value, result.value.peakMegabytes);
  } else {
    console.error(`${tree.packages} ${name}: ${result.message}`);
  }
}

async function measurePeer(tree: Tree, peer: string, measured: Measurements) {
  const [name, ...command] = peer.split('=');
  const result = await runPeer(command.join('='), tree.folder);
  if (typeof result === 'string') {
    console.error(`${tree.packages} ${name}: ${result}`);
  } else {
    measured.add(keyOf(tree, name), result, 0);
  }
}

async function main() {
  const parent = values.trees ?? mkdtempSync(join(tmpdir(), 'speed-'));
  try {
    const trees = values.sizes
      .split(',')
      .map(size => makeTree(parent, Number(size)));
    for (const { folder } of trees) {
      // Git looks once at files that are as new as its index; afterwards it remembers them.
      execFileSync('git', ['status'], { cwd: folder, stdio: 'ignore' });
    }
    const measured = new Measurements();
    const steps = values.steps.split(',');
    for (let round = 0; round < Number(values.rounds); round++) {
      for (const tree of trees) {
        for (const name of steps) {
          await measureStep(tree, name, measured);
        }
        for (const peer of values.peer) {
          await measurePeer(tree, peer, measured);
        }
      }
      console.error(
        `round ${round + 1}: load ${loadavg()[0].toFixed(1)} on ${cpus().length} processors`,
      );
    }
    const peers = values.peer.map(peer => peer.split('=')[0]);
    console.log('\nLargest resident set of each step in MB\n');
    console.log(memoryTable(trees, steps, measured));
    for (const clock of CLOCKS) {
      console.log(`\n${clock.title}\n`);
      console.log(
        `${mediansTable(trees, [...steps, ...peers], measured, clock.name)}\n`,
      );
      console.log(ratioLines(trees, peers, measured, clock.name).join('\n'));
    }
  } finally {
    if (!values.trees) {
      rmSync(parent, { recursive: true });
    }
  }
}

void main();
