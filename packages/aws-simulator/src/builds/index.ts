export * from './BuildBehaviour';
export * from './BuildExecutor';
export * from './BuildScript';
export * from './pushContextImage';
export * from './defaultBehaviour';
export * from './pushImage';
export { completeBuild, currentPhase, endPhase, enterPhase } from './phases';
