import { parseArgs } from 'node:util';
import { BuildTool } from './generator/MonorepoPlan';
import { monorepoFiles } from './generator/monorepoFiles';
import { planMonorepo } from './generator/planMonorepo';
import { writeMonorepo } from './generator/writeMonorepo';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    packages: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    tool: { type: 'string' },
  },
});
const [folder] = positionals;
if (!folder) {
  console.error(
    'usage: generate.ts FOLDER [--packages 100] [--seed 1] [--tool uv|setuptools|poetry]',
  );
  process.exitCode = 2;
} else {
  const files = monorepoFiles(
    planMonorepo({
      packages: Number(values.packages),
      seed: Number(values.seed),
      tools: values.tool ? [values.tool as BuildTool] : undefined,
    }),
  );
  writeMonorepo(folder, files);
  console.log(`${files.size} files in ${folder}`);
}
