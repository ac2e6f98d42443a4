export * from './assess';
export * from './assessFunctions';
export * from './BuildInputs';
export { functionOwners } from './functionOwners';
export {
  completeInputs,
  type KnownInputs,
  withParentDigest,
} from './imageInputs';
export * from './imageLabels';
export * from './ImageNode';
export * from './imageNodes';
export * from './layerChain';
export * from './Observation';
