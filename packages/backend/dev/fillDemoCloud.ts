import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { AwsSimulator, PUBLIC_IMAGES } from '@base-images/aws-simulator';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { Monorepo } from '@base-images/backstage-plugin-base-images-common';
import {
  assess,
  baseImageReference,
  BuildInputs,
  buildKey,
  completeInputs,
  externalImageKey,
  ImageNode,
  imageLabels,
  imageNodes,
  ImageObservation,
  imageTag,
  parseImageReference,
} from '@base-images/backstage-plugin-base-images-node';
import { DemoEnvironment } from './readDemoEnvironment';

/** The package that was edited since its base image was built. */
const EDITED = 'receipt-label';
/** The base image that was declared a moment ago. */
const MISSING = 'agent-deps';
/** The Lambda of which an image was built that nobody deployed. */
const UNDEPLOYED = 'upload-lambda';
/** What an earlier state of the files would have given. */
const EARLIER_HASH = createHash('sha256').update(EDITED).digest('hex');

/** What stands for `*` in the names of functions. */
const STAGE = 'demo';

/** An image that was pushed. */
interface Pushed {
  repository: string;
  inputs: BuildInputs;
  digest: string;
}

/**
 * Puts into a simulator what AWS would have a while after the example was set up: one base image is fresh, one is behind an edit of
 * its package, one is missing; a Lambda stands behind its base, and a function behind its image. The images carry the labels that
 * builds would have given them.
 */
export function fillDemoCloud(
  simulator: AwsSimulator,
  monorepo: Monorepo,
  environment: DemoEnvironment,
): void {
  const nodes = imageNodes(monorepo, environment);
  addResources(simulator, nodes, environment);
  const externalImages = pushExternalImages(simulator, nodes);
  const pushed = new Map<string, Pushed>();
  for (const node of nodes.filter(({ target }) => target.name !== MISSING)) {
    const current = currentInputs(node, {
      nodes,
      monorepo,
      externalImages,
      pushed,
    });
    const push = (inputs: BuildInputs, ageInDays: number): Pushed => ({
      repository: node.repository,
      inputs,
      digest: pushImage(simulator, node, inputs, {
        environment,
        parent: pushed.get(node.parent ?? ''),
        ageInDays,
      }),
    });
    const former = push(formerInputs(current), 3);
    const isBehind = Object.hasOwn(current.packages, EDITED);
    const newest = isBehind ? former : push(current, 1);
    pushed.set(node.id, newest);
    addFunctions(simulator, node, {
      environment,
      digest: node.repository.endsWith(UNDEPLOYED)
        ? former.digest
        : newest.digest,
    });
  }
}

function addResources(
  simulator: AwsSimulator,
  nodes: readonly ImageNode[],
  { account, region, bucket, projects }: DemoEnvironment,
): void {
  const buildspec = readFileSync(
    resolvePackagePath(
      '@base-images/backstage-plugin-base-images-backend-module-aws',
      'buildspec.yml',
    ),
    'utf8',
  );
  simulator.add({
    regions: [
      {
        account,
        region,
        buckets: [{ name: bucket }],
        projects: [...projects].map(([platform, name]) => ({
          name,
          platform,
          buildspec,
          sourceLocation: `${bucket}/base-images/context.zip`,
        })),
        // That of the base image that was never built is missing, too: the first build makes it.
        repositories: nodes
          .filter(({ target }) => target.name !== MISSING)
          .map(({ repository }) => ({ name: repository })),
      },
    ],
  });
}

/** Pushes what stands for the images of public registries. Gives their digests as an observation has them. */
function pushExternalImages(
  simulator: AwsSimulator,
  nodes: readonly ImageNode[],
): Map<string, { digest: string }> {
  const { account, region } = PUBLIC_IMAGES;
  const digests = new Map<string, { digest: string }>();
  for (const { source, target } of nodes) {
    for (const image of source.externalImages ?? []) {
      const reference = parseImageReference(image);
      const key = externalImageKey(image, target.platform);
      if (reference && !reference.digest && !digests.has(key)) {
        const name = reference.repository;
        const { repositories } = simulator.region(account, region);
        if (!repositories[name]) {
          simulator.add({
            regions: [{ ...PUBLIC_IMAGES, repositories: [{ name }] }],
          });
        }
        const digest = simulator.pushImage(account, region, name, {
          tags: [reference.tag ?? 'latest'],
          platform: target.platform,
          size: 180_000_000,
          ageInDays: 30,
        });
        digests.set(key, { digest });
      }
    }
  }
  return digests;
}

/** What an image would be built from now, on the images that are there. */
function currentInputs(
  node: ImageNode,
  options: {
    nodes: readonly ImageNode[];
    monorepo: Monorepo;
    externalImages: Map<string, { digest: string }>;
    pushed: ReadonlyMap<string, Pushed>;
  },
): BuildInputs {
  const { nodes, monorepo, externalImages, pushed } = options;
  const now = new Date().toISOString();
  const images = new Map(
    nodes.map(({ id }): [string, ImageObservation] => [
      id,
      toObservation(pushed.get(id), now),
    ]),
  );
  const assessed = assess(nodes, monorepo, { images, externalImages }, now);
  const { inputs } = assessed.find(item => item.node.id === node.id)!;
  // A base image that is not fresh has a digest all the same: that of the image which is there.
  const parent = nodes.find(({ id }) => id === node.parent);
  const digest = parent && pushed.get(parent.id)?.digest;
  const complete = completeInputs({
    ...inputs,
    images: parent
      ? { ...inputs.images, [baseImageReference(parent.target.name)]: digest }
      : inputs.images,
  });
  if (!complete) {
    throw new Error(
      `The example has changed: what ${node.target.name} stands on is not in the demo`,
    );
  }
  return complete;
}

function toObservation(
  image: Pushed | undefined,
  observedAt: string,
): ImageObservation {
  if (!image) {
    return { images: new Map(), newest: null, observedAt, failure: null };
  }
  const key = buildKey(image.inputs);
  const verified = {
    digest: image.digest,
    inputs: image.inputs,
    buildKey: key,
    pushedAt: observedAt,
    sizeInBytes: 0,
  };
  return {
    images: new Map([[key, verified]]),
    newest: verified,
    observedAt,
    failure: null,
  };
}

/** What an image was built from before somebody edited {@link EDITED}. */
function formerInputs(inputs: BuildInputs): BuildInputs {
  return {
    ...inputs,
    sourceHash: EARLIER_HASH,
    packages: Object.hasOwn(inputs.packages, EDITED)
      ? { ...inputs.packages, [EDITED]: EARLIER_HASH }
      : inputs.packages,
  };
}

function pushImage(
  simulator: AwsSimulator,
  node: ImageNode,
  inputs: BuildInputs,
  options: {
    environment: DemoEnvironment;
    parent: Pushed | undefined;
    ageInDays: number;
  },
): string {
  const { environment, parent, ageInDays } = options;
  const { account, region } = environment;
  const name = node.parentImage ?? '';
  const base = parent
    ? {
        name: `${account}.dkr.ecr.${region}.amazonaws.com/${parent.repository}`,
        digest: parent.digest,
      }
    : { name, digest: inputs.images[name] ?? '' };
  return simulator.pushImage(account, region, node.repository, {
    tags: [imageTag(buildKey(inputs))],
    platform: node.target.platform,
    labels: imageLabels(inputs, base),
    base: parent && `${parent.repository}@${parent.digest}`,
    size: 20_000_000,
    ageInDays,
  });
}

/** Adds the functions that run an image: they pin its digest. */
function addFunctions(
  simulator: AwsSimulator,
  node: ImageNode,
  options: { environment: DemoEnvironment; digest: string },
): void {
  const { account, region } = options.environment;
  simulator.add({
    regions: [
      {
        account,
        region,
        functions: node.functions.map(pattern => ({
          name: pattern.replaceAll('*', STAGE),
          image: `${node.repository}@${options.digest}`,
          platform: node.target.platform,
        })),
      },
    ],
  });
}
