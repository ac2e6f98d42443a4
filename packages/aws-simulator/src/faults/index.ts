export * from './Fault';
export * from './Faults';
