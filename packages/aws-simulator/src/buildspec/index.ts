export * from './BuildspecExecutor';
export * from './localTools';
