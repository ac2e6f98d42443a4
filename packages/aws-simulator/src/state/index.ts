export * from './Blobs';
export * from './BuildState';
export * from './RegionState';
export * from './SimulatorState';
export * from './StateFile';
