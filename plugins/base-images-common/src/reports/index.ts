export * from './AffectedReport';
export * from './GraphReport';
export * from './LambdaReport';
export * from './LookupReport';
export * from './toPercent';
