/**
 * What every implementation of the extension points does, as cases for any test runner.
 *
 * @packageDocumentation
 */
export * from './buildServiceContract';
export * from './BuildServiceBench';
export * from './ContractCase';
export * from './FunctionBench';
export * from './functionContract';
export * from './ImageRegistryBench';
export * from './imageRegistryContract';
