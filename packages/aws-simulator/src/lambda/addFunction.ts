import { randomUUID } from 'node:crypto';
import { Cloud } from '../Cloud';
import { FunctionData } from '../data/SimulatorData';
import { RegistryView } from '../ecr/RegistryView';
import { RegionState } from '../state';

/** Makes a function that runs an image which is there. Throws when it is not. */
export function addFunction(
  cloud: Cloud,
  region: RegionState,
  data: FunctionData,
): void {
  const { account, region: place } = region;
  const registry = new RegistryView(region, cloud.blobs);
  const digest = registry.resolve(data.image);
  const repository = registry.repository(data.image);
  if (!digest || !repository) {
    throw new Error(`There is no image ${data.image} for ${data.name}`);
  }
  const parsed = registry.parse(data.image)!;
  const uri = repository.description.repositoryUri;
  region.functions[data.name] = {
    imageUri: parsed.digest
      ? `${uri}@${parsed.digest}`
      : `${uri}:${parsed.tag ?? 'latest'}`,
    resolvedImageUri: `${uri}@${digest}`,
    aliases: (data.aliases ?? []).map(name => ({
      name,
      version: '$LATEST',
      revisionId: randomUUID(),
    })),
    configuration: {
      FunctionName: data.name,
      FunctionArn: `arn:aws:lambda:${place}:${account}:function:${data.name}`,
      Role: `arn:aws:iam::${account}:role/${data.name}`,
      CodeSize: 0,
      Description: '',
      Timeout: 30,
      MemorySize: 512,
      LastModified: lambdaTime(cloud.clock.now()),
      CodeSha256: digest.replace('sha256:', ''),
      Version: '$LATEST',
      ...(data.environment && { Environment: { Variables: data.environment } }),
      TracingConfig: { Mode: 'PassThrough' },
      RevisionId: randomUUID(),
      State: 'Active',
      LastUpdateStatus: 'Successful',
      PackageType: 'Image',
      Architectures: [data.platform === 'linux/arm64' ? 'arm64' : 'x86_64'],
      EphemeralStorage: { Size: 512 },
      SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
      LoggingConfig: {
        LogFormat: 'Text',
        LogGroup: `/aws/lambda/${data.name}`,
      },
    },
  };
}

/** A time as Lambda writes it: `2026-01-02T03:04:05.000+0000`. */
export function lambdaTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('Z', '+0000');
}
