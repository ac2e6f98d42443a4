export * from './BaseImage';
export * from './BuildSource';
export * from './Diagnostic';
export * from './Lambda';
export * from './Monorepo';
export * from './Package';
export * from './Rewrite';
export * from './formatRequirement';
