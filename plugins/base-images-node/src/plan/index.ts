export * from './planRebuild';
export * from './startableSteps';
