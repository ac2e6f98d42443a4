export * from './coverLambda';
export * from './fitBaseImages';
export * from './lookup';
export * from './toLambdaCoverage';
export * from './toLambdaReports';
