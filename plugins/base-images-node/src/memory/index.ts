export * from './ScanMemory';
