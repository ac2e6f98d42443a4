/**
 * Speaks the wire protocols of the AWS services that rebuilds use, on loopback: for the demo and for faults in tests.
 *
 * @packageDocumentation
 */
export * from './AwsSimulator';
export * from './builds';
export * from './buildspec';
export * from './clock';
export { serve } from './commandLine/serve';
export * from './data';
export * from './faults';
export { PUBLIC_IMAGES } from './registry/Registry';
export * from './requests';
export * from './state';
export * from './validation';
export { AwsError } from './wire';
