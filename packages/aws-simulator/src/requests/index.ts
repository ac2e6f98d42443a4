export * from './RequestLog';
export * from './RequestRecord';
