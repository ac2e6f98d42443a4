import {
  baseImageReference,
  imageId,
  imageLabels,
  PlannedStep,
  SourceEnvironment,
} from '@base-images/backstage-plugin-base-images-node';
import { ContextPreparer } from '../runner/ContextPreparer';
import { MemoryServices } from './MemoryServices';

export const PLATFORM = 'linux/arm64';

export const ENVIRONMENT: SourceEnvironment = {
  sourceId: 'receipts',
  id: 'production',
  account: '123456789012',
  region: 'eu-central-1',
  repositoryPrefix: 'receipts/',
  projects: new Map([[PLATFORM, 'base-images-arm64']]),
  bucket: 'contexts',
  functions: [],
  deploy: [],
  rebuild: 'manual',
  concurrency: 4,
  buildsPerDay: 100,
  timeoutMinutes: 60,
  queuedTimeoutMinutes: 60,
  registries: [],
};

/** A step of a base image, on another one where `parent` names it. */
export function exampleStep(
  name: string,
  parent?: string,
  sourceHash = name,
): PlannedStep {
  const target = { kind: 'base-image' as const, name, platform: PLATFORM };
  const id = imageId(target);
  return {
    ...target,
    id,
    repository: `receipts/base/${name}`,
    status: 'missing',
    reasons: [],
    dependsOn: parent ? [imageId({ ...target, name: parent })] : [],
    buildKey: null,
    wave: 0,
    parent: parent
      ? { name: parent, repository: `receipts/base/${parent}` }
      : null,
    parentImage: parent ? null : 'python:3.12',
    inputs: {
      target,
      sourceHash,
      dockerfileHash: 'd',
      dependenciesHash: null,
      packages: {},
      images: parent
        ? { [baseImageReference(parent)]: undefined }
        : { 'python:3.12': 'sha256:python' },
      args: {},
      epoch: 0,
    },
  };
}

/** Contexts that give the image that they should. */
export function preparerFor(services: MemoryServices): ContextPreparer {
  return {
    prepare: async (_rebuild, _step, inputs, _environment, use) =>
      use(
        services.prepare(
          imageLabels(inputs, { name: 'python:3.12', digest: 'sha256:python' }),
          inputs.target.platform,
        ),
      ),
  };
}
