import type {
  GetLifecyclePolicyRequest,
  GetLifecyclePolicyResponse,
  GetRepositoryPolicyRequest,
  GetRepositoryPolicyResponse,
  PutLifecyclePolicyRequest,
  PutLifecyclePolicyResponse,
  SetRepositoryPolicyRequest,
  SetRepositoryPolicyResponse,
} from '@aws-sdk/client-ecr';
import { CallContext } from '../http/Call';
import { AwsError } from '../wire/AwsError';
import { Wire } from '../wire/Wire';
import { findRepository, inRepository } from './findRepository';
import { parseLifecyclePolicy } from './lifecycle';

/** PutLifecyclePolicy: the text must be a policy. */
export function putLifecyclePolicy(
  input: Wire<PutLifecyclePolicyRequest>,
  { region }: CallContext,
): Wire<PutLifecyclePolicyResponse> {
  const repository = findRepository(input, region);
  const text = input.lifecyclePolicyText ?? '';
  const { problem } = parseLifecyclePolicy(text);
  if (problem) {
    throw new AwsError(
      'InvalidParameterException',
      `Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: 'Lifecycle policy validation failure: ${problem}'`,
    );
  }
  repository.lifecyclePolicy = text;
  return {
    registryId: region.account,
    repositoryName: input.repositoryName,
    lifecyclePolicyText: text,
  };
}

/** GetLifecyclePolicy. */
export function getLifecyclePolicy(
  input: Wire<GetLifecyclePolicyRequest>,
  { region }: CallContext,
): Wire<GetLifecyclePolicyResponse> {
  const repository = findRepository(input, region);
  if (repository.lifecyclePolicy === undefined) {
    throw new AwsError(
      'LifecyclePolicyNotFoundException',
      `Lifecycle policy does not exist for ${inRepository(repository)}`,
    );
  }
  return {
    registryId: region.account,
    repositoryName: input.repositoryName,
    lifecyclePolicyText: repository.lifecyclePolicy,
  };
}

/** SetRepositoryPolicy. */
export function setRepositoryPolicy(
  input: Wire<SetRepositoryPolicyRequest>,
  { region }: CallContext,
): Wire<SetRepositoryPolicyResponse> {
  const repository = findRepository(input, region);
  repository.repositoryPolicy = input.policyText ?? '';
  return {
    registryId: region.account,
    repositoryName: input.repositoryName,
    policyText: repository.repositoryPolicy,
  };
}

/** GetRepositoryPolicy. */
export function getRepositoryPolicy(
  input: Wire<GetRepositoryPolicyRequest>,
  { region }: CallContext,
): Wire<GetRepositoryPolicyResponse> {
  const repository = findRepository(input, region);
  if (repository.repositoryPolicy === undefined) {
    throw new AwsError(
      'RepositoryPolicyNotFoundException',
      `Repository policy does not exist for ${inRepository(repository)}`,
    );
  }
  return {
    registryId: region.account,
    repositoryName: input.repositoryName,
    policyText: repository.repositoryPolicy,
  };
}
