import type {
  FunctionConfiguration,
  ListFunctionsRequest,
  ListFunctionsResponse,
} from '@aws-sdk/client-lambda';
import { CallContext } from '../http/Call';
import { pageOf } from '../wire/pages';
import { Wire } from '../wire/Wire';

const PAGE_SIZE = 50;

/** ListFunctions: 50 a page, however many are asked for, and without their states. */
export function listFunctions(
  input: Wire<ListFunctionsRequest>,
  { region }: CallContext,
): Wire<ListFunctionsResponse> {
  const functions = Object.keys(region.functions)
    .sort()
    .map(name => withoutState(region.functions[name].configuration));
  const page = pageOf(functions, {
    token: input.Marker,
    size: Math.min(input.MaxItems ?? PAGE_SIZE, PAGE_SIZE),
    request: { MaxItems: input.MaxItems },
    errorCode: 'InvalidParameterValueException',
  });
  return {
    Functions: page.items,
    ...(page.nextToken && { NextMarker: page.nextToken }),
  };
}

function withoutState(
  configuration: Wire<FunctionConfiguration>,
): Wire<FunctionConfiguration> {
  const {
    State: _state,
    StateReason: _stateReason,
    StateReasonCode: _stateReasonCode,
    LastUpdateStatus: _status,
    LastUpdateStatusReason: _statusReason,
    LastUpdateStatusReasonCode: _statusReasonCode,
    ...rest
  } = configuration;
  return rest;
}
