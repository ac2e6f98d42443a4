export * from './Environment';
export * from './Rebuild';
export * from './RebuildPlan';
