export * from './hashClosure';
export * from './hashLambda';
export * from './hashPackages';
export * from './hashTree';
