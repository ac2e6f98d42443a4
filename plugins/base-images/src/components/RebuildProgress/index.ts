export * from './RebuildProgress';
