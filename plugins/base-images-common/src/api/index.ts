export * from './EntityCoverage';
export * from './LambdaBaseImages';
export * from './LambdaCoverage';
export * from './Page';
export * from './ProposalPreview';
export * from './Snapshot';
export * from './Source';
