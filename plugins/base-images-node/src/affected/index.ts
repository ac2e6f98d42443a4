export * from './affected';
export * from './changedFiles';
export type { ImageInputs, ScanInputs } from './ScanInputs';
