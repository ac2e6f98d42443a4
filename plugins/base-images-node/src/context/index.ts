export * from './contextBuilds';
export * from './ContextSelection';
export * from './ContextSources';
export * from './writeContextZip';
