export * from './recommendBaseImages';
export * from './RecommendationReport';
