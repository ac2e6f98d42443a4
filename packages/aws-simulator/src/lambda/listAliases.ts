import type {
  ListAliasesRequest,
  ListAliasesResponse,
} from '@aws-sdk/client-lambda';
import { CallContext } from '../http/Call';
import { pageOf } from '../wire/pages';
import { Wire } from '../wire/Wire';
import { findFunction } from './findFunction';

const PAGE_SIZE = 50;

/** ListAliases. */
export function listAliases(
  input: Wire<ListAliasesRequest>,
  { region }: CallContext,
): Wire<ListAliasesResponse> {
  const { aliases, configuration } = findFunction(input.FunctionName, region);
  const page = pageOf(
    aliases.filter(
      ({ version }) => (input.FunctionVersion ?? version) === version,
    ),
    {
      token: input.Marker,
      size: Math.min(input.MaxItems ?? PAGE_SIZE, PAGE_SIZE),
      request: { name: input.FunctionName, version: input.FunctionVersion },
      errorCode: 'InvalidParameterValueException',
    },
  );
  return {
    Aliases: page.items.map(({ name, version, revisionId }) => ({
      AliasArn: `${configuration.FunctionArn}:${name}`,
      Name: name,
      FunctionVersion: version,
      Description: '',
      RevisionId: revisionId,
    })),
    ...(page.nextToken && { NextMarker: page.nextToken }),
  };
}
