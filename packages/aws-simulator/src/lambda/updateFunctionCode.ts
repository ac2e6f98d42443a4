import { randomUUID } from 'node:crypto';
import type {
  FunctionConfiguration,
  UpdateFunctionCodeRequest,
} from '@aws-sdk/client-lambda';
import { RegistryView } from '../ecr/RegistryView';
import { CallContext } from '../http/Call';
import { isIndex } from '../image/mediaTypes';
import { AwsError } from '../wire/AwsError';
import { Wire } from '../wire/Wire';
import { lambdaTime } from './addFunction';
import { findFunction } from './findFunction';

/** Time that Lambda takes to fetch and optimise a small image. */
const UPDATE_MILLISECONDS = 5000;

/** UpdateFunctionCode: one update at a time, and only of the revision that the caller knows. */
export function updateFunctionCode(
  input: Wire<UpdateFunctionCodeRequest>,
  context: CallContext,
): Wire<FunctionConfiguration> {
  const { region, cloud, now } = context;
  const item = findFunction(input.FunctionName, region);
  const { configuration } = item;
  if (item.update) {
    throw new AwsError(
      'ResourceConflictException',
      `The operation cannot be performed at this time. An update is in progress for resource: ${configuration.FunctionArn}`,
      { status: 409 },
    );
  }
  if (input.RevisionId && input.RevisionId !== configuration.RevisionId) {
    throw new AwsError(
      'PreconditionFailedException',
      'The RevisionId provided does not match the latest RevisionId. Call the GetFunction/GetAlias API to retrieve the latest RevisionId',
      { status: 412 },
    );
  }
  const image = findImage(input.ImageUri, context);
  const updated = {
    ...configuration,
    CodeSha256: image.digest.replace('sha256:', ''),
    Architectures: input.Architectures ?? configuration.Architectures,
    LastModified: lambdaTime(now),
    RevisionId: randomUUID(),
    LastUpdateStatus: 'InProgress' as const,
    LastUpdateStatusReason: 'The function is being created.',
  };
  if (input.DryRun) {
    return { ...updated, RevisionId: configuration.RevisionId };
  }
  const failure = cloud.faults.forFunctionUpdate({
    functionName: configuration.FunctionName!,
    account: region.account,
    region: region.region,
  });
  item.update = {
    endsAt: now + UPDATE_MILLISECONDS / cloud.speed,
    ...(failure && {
      failure: {
        ...failure,
        imageUri: item.imageUri,
        resolvedImageUri: item.resolvedImageUri,
        codeSha256: configuration.CodeSha256!,
      },
    }),
  };
  item.configuration = updated;
  item.imageUri = input.ImageUri!;
  item.resolvedImageUri = `${image.repositoryUri}@${image.digest}`;
  return updated;
}

function findImage(
  uri: string | undefined,
  { region, cloud }: CallContext,
): { digest: string; repositoryUri: string } {
  if (!uri) {
    throw invalid(
      'Please provide ImageUri when updating a function with packageType Image.',
    );
  }
  const registry = new RegistryView(region, cloud.blobs);
  const repository = registry.repository(uri);
  const digest = registry.resolve(uri);
  const found = digest && repository?.images[digest];
  if (!registry.parse(uri) || !/^\d{12}\.dkr\.ecr\./.test(uri)) {
    throw invalid(
      `Source image ${uri} is not valid. Provide a valid source image of this account and region.`,
    );
  }
  if (!repository || !found) {
    throw invalid(
      `Source image ${uri} does not exist. Provide a valid source image.`,
    );
  }
  if (isIndex(found.mediaType)) {
    throw invalid(
      `The image manifest, config or layer media type for the source image ${uri} is not supported.`,
    );
  }
  return {
    digest: found.digest,
    repositoryUri: repository.description.repositoryUri!,
  };
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterValueException', message);
}
