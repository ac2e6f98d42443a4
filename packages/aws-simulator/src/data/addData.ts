import { Cloud, regionOf } from '../Cloud';
import { addRepository } from '../ecr/createRepository';
import { RegistryView } from '../ecr/RegistryView';
import { storeImage } from '../ecr/storeImage';
import { composeImage } from '../image/composeImage';
import { addFunction } from '../lambda/addFunction';
import { RegionState } from '../state';
import { addProject } from './addProject';
import { ImageData, RegionData, SimulatorData } from './SimulatorData';

const DAY = 24 * 60 * 60 * 1000;

/** Puts resources into the simulation; what is there under the same name is replaced. Throws for an image that names none. */
export function addData(cloud: Cloud, data: SimulatorData): void {
  for (const role of data.roles ?? []) {
    cloud.state.roles[role.arn] = role;
  }
  for (const region of data.regions ?? []) {
    addRegion(cloud, region);
  }
}

function addRegion(cloud: Cloud, data: RegionData): void {
  const now = cloud.clock.now();
  const region = regionOf(cloud.state, data.account, data.region);
  region.concurrentBuilds = data.concurrentBuilds ?? region.concurrentBuilds;
  for (const bucket of data.buckets ?? []) {
    cloud.state.buckets[bucket.name] = {
      name: bucket.name,
      account: data.account,
      region: data.region,
      ...(bucket.versioning !== false && { versioning: 'Enabled' }),
      ...(bucket.openToAll && { openToAll: true }),
      objects: {},
    };
  }
  for (const repository of data.repositories ?? []) {
    const added = addRepository(region, {
      name: repository.name,
      mutability: repository.immutable ? 'IMMUTABLE' : 'MUTABLE',
      scanOnPush: repository.scanOnPush ?? true,
      now,
    });
    if (repository.lifecyclePolicy) {
      added.lifecyclePolicy = JSON.stringify(repository.lifecyclePolicy);
    }
    for (const image of repository.images ?? []) {
      addImage(cloud, region, repository.name, image);
    }
  }
  for (const project of data.projects ?? []) {
    addProject(region, project, now);
  }
  for (const item of data.functions ?? []) {
    addFunction(cloud, region, item);
  }
}

/** Pushes an image as though somebody else had done it. Gives its digest. */
export function addImage(
  cloud: Cloud,
  region: RegionState,
  repositoryName: string,
  data: ImageData,
): string {
  const repository = region.repositories[repositoryName];
  if (!repository) {
    throw new Error(`There is no repository ${repositoryName}`);
  }
  const base = data.base
    ? new RegistryView(region, cloud.blobs).image(data.base)
    : undefined;
  if (data.base && !base) {
    throw new Error(`There is no image ${data.base} to build on`);
  }
  const pushedAt = cloud.clock.now() - (data.ageInDays ?? 0) * DAY;
  const image = composeImage({
    platform: data.platform ?? 'linux/amd64',
    labels: data.labels ?? {},
    content:
      data.content ?? JSON.stringify([repositoryName, data.tags, data.labels]),
    createdAt: pushedAt,
    base,
    size: data.size,
    keep: bytes => cloud.blobs.put(bytes),
  });
  return storeImage(repository, { ...image, tags: data.tags }, pushedAt);
}
