export * from './SourceEnvironment';
