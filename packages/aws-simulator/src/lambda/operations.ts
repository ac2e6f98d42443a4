import { Operation } from '../http/Call';
import { getFunction, getFunctionConfiguration } from './getFunction';
import { listAliases } from './listAliases';
import { listFunctions } from './listFunctions';
import { updateFunctionCode } from './updateFunctionCode';

/** Lambda, API version 2015-03-31. */
export const lambdaOperations: Record<string, Operation> = {
  GetFunction: getFunction,
  GetFunctionConfiguration: getFunctionConfiguration,
  ListAliases: listAliases,
  ListFunctions: listFunctions,
  UpdateFunctionCode: updateFunctionCode,
};
