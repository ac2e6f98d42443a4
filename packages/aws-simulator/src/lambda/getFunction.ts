import type {
  FunctionConfiguration,
  GetFunctionRequest,
  GetFunctionResponse,
} from '@aws-sdk/client-lambda';
import { CallContext } from '../http/Call';
import { Wire } from '../wire/Wire';
import { findFunction } from './findFunction';

/** GetFunction: the image as it was asked for, and the digest that it stood for then. */
export function getFunction(
  input: Wire<GetFunctionRequest>,
  { region }: CallContext,
): Wire<GetFunctionResponse> {
  const { configuration, imageUri, resolvedImageUri } = findFunction(
    input.FunctionName,
    region,
  );
  return {
    Configuration: configuration,
    Code: {
      RepositoryType: 'ECR',
      ImageUri: imageUri,
      ResolvedImageUri: resolvedImageUri,
    },
  };
}

/** GetFunctionConfiguration. */
export function getFunctionConfiguration(
  input: Wire<GetFunctionRequest>,
  { region }: CallContext,
): Wire<FunctionConfiguration> {
  return findFunction(input.FunctionName, region).configuration;
}
