export * from './SimulatorData';
