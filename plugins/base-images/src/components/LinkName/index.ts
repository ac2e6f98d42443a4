export * from './CoverageLine';
export * from './LinkName';
export * from './NotedName';
