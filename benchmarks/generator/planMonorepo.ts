import {
  BuildTool,
  MonorepoPlan,
  PlannedBaseImage,
  PlannedLambda,
  PlannedPackage,
} from './MonorepoPlan';
import { Random } from './Random';

/** Packages that one team owns; what they need is mostly from the same team, as in real monorepos. */
const PACKAGES_PER_DOMAIN = 40;
const PACKAGES_PER_LAMBDA = 5;
const THIRD_PARTY = [
  'boto3>=1.34',
  'requests>=2.31,<3',
  'pydantic>=2',
  'tenacity>=8',
  'python-dateutil',
  'typing-extensions>=4; python_version < "3.13"',
];

export interface MonorepoSize {
  packages: number;
  seed: number;
  /** Tools among which teams are spread; all of them when left out. */
  tools?: readonly BuildTool[];
  /** Base images; a few when left out. */
  baseImages?: number;
}

/**
 * Plans a monorepo: a layered graph in which packages need a few of their own team and some of a shared core, one Lambda per five
 * packages, and base images that hold the core and what several Lambdas of a team need.
 */
export function planMonorepo(size: MonorepoSize): MonorepoPlan {
  const random = new Random(size.seed);
  const packages = planPackages(size, random);
  return {
    packages,
    lambdas: planLambdas(packages, random),
    baseImages: planBaseImages(packages, size.baseImages),
  };
}

function planPackages(size: MonorepoSize, random: Random): PlannedPackage[] {
  const tools = size.tools ?? ['uv', 'uv', 'uv', 'setuptools', 'poetry'];
  const coreSize = Math.max(4, Math.min(24, Math.round(size.packages / 25)));
  const packages: PlannedPackage[] = [];
  for (let index = 0; index < size.packages; index++) {
    const domain = Math.floor(index / PACKAGES_PER_DOMAIN);
    const core = packages.slice(0, Math.min(index, coreSize));
    const team = packages.slice(domain * PACKAGES_PER_DOMAIN, index);
    const needs = [
      ...random.sample(team, random.geometric(1.5, 6)),
      ...random.sample(core, random.geometric(1, 4)),
    ];
    const name = `acme-d${domain}-p${index % PACKAGES_PER_DOMAIN}`;
    packages.push({
      name,
      path: `domains/d${domain}/p${index % PACKAGES_PER_DOMAIN}`,
      tool: tools[domain % tools.length],
      dependencies: [...new Set(needs)],
      extras: random.chance(0.2)
        ? new Map([['full', random.sample(team, 2)]])
        : new Map(),
      thirdParty: random.sample(THIRD_PARTY, random.geometric(1.5, 4)),
    });
  }
  return packages;
}

function planLambdas(
  packages: PlannedPackage[],
  random: Random,
): PlannedLambda[] {
  const count = Math.floor(packages.length / PACKAGES_PER_LAMBDA);
  return Array.from({ length: count }, (_, index) => {
    const start = index * PACKAGES_PER_LAMBDA;
    const domain = Math.floor(start / PACKAGES_PER_DOMAIN);
    const wanted = random.sample(
      packages.slice(start, start + PACKAGES_PER_LAMBDA),
      1 + random.below(3),
    );
    const closed = [...closure(wanted)];
    // Some Lambdas lack a package, as in real repositories.
    if (closed.length > 3 && random.chance(0.05)) {
      closed.splice(random.below(closed.length - 1), 1);
    }
    const name = `d${domain}-l${index % (PACKAGES_PER_DOMAIN / PACKAGES_PER_LAMBDA)}`;
    return {
      name,
      path: `domains/d${domain}/lambdas/${name}`,
      packages: closed,
    };
  });
}

/** The packages and what they need, what is needed first. */
function closure(packages: Iterable<PlannedPackage>): Set<PlannedPackage> {
  const closed = new Set<PlannedPackage>();
  const visit = (item: PlannedPackage) => {
    if (!closed.has(item)) {
      item.dependencies.forEach(visit);
      closed.add(item);
    }
  };
  for (const item of packages) {
    visit(item);
  }
  return closed;
}

function planBaseImages(
  packages: PlannedPackage[],
  count = Math.min(100, 2 + Math.floor(Math.sqrt(packages.length) / 5)),
): PlannedBaseImage[] {
  const core = packages.slice(0, 4);
  const step = Math.max(1, Math.floor(packages.length / count));
  return Array.from({ length: count }, (_, index) =>
    index === 0
      ? { name: 'core', parent: undefined, packages: core }
      : {
          name: `team-${index}`,
          parent: index % 2 === 1 ? 'core' : undefined,
          packages: packages.slice(index * step, index * step + 6),
        },
  );
}
