export * from './BuildLog';
