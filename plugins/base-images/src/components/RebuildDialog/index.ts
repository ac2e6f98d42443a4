export * from './RebuildButton';
