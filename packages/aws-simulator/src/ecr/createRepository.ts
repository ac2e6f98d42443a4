import type {
  CreateRepositoryRequest,
  CreateRepositoryResponse,
  Repository,
} from '@aws-sdk/client-ecr';
import { CallContext } from '../http/Call';
import { RegionState, RepositoryState } from '../state';
import { AwsError } from '../wire/AwsError';
import { seconds } from '../wire/seconds';
import { Wire } from '../wire/Wire';

const NAME =
  /^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/;

/** CreateRepository. */
export function createRepository(
  input: Wire<CreateRepositoryRequest>,
  { region, now }: CallContext,
): Wire<CreateRepositoryResponse> {
  const name = input.repositoryName ?? '';
  if (!NAME.test(name) || name.length < 2 || name.length > 256) {
    throw new AwsError(
      'InvalidParameterException',
      `Invalid parameter at 'repositoryName' failed to satisfy constraint: 'must satisfy regular expression '${NAME.source}''`,
    );
  }
  if (region.repositories[name]) {
    throw new AwsError(
      'RepositoryAlreadyExistsException',
      `The repository with name '${name}' already exists in the registry with id '${region.account}'`,
    );
  }
  const repository = addRepository(region, {
    name,
    mutability: input.imageTagMutability,
    scanOnPush: input.imageScanningConfiguration?.scanOnPush,
    now,
  });
  return { repository: repository.description };
}

/** Makes an empty repository. */
export function addRepository(
  region: RegionState,
  options: {
    name: string;
    mutability?: Wire<Repository>['imageTagMutability'];
    scanOnPush?: boolean;
    now: number;
  },
): RepositoryState {
  const { account, region: place } = region;
  region.repositories[options.name] = {
    description: {
      repositoryArn: `arn:aws:ecr:${place}:${account}:repository/${options.name}`,
      registryId: account,
      repositoryName: options.name,
      repositoryUri: `${account}.dkr.ecr.${place}.amazonaws.com/${options.name}`,
      createdAt: seconds(options.now),
      imageTagMutability: options.mutability ?? 'MUTABLE',
      imageScanningConfiguration: { scanOnPush: options.scanOnPush ?? false },
      encryptionConfiguration: { encryptionType: 'AES256' },
    },
    images: {},
    tags: {},
    blobs: {},
  };
  return region.repositories[options.name];
}
