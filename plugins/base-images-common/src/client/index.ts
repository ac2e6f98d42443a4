export * from './BaseImagesApi';
export type {
  BaseImagesDiscoveryApi,
  BaseImagesFetchApi,
} from './BaseImagesRequests';
export * from './DefaultBaseImagesClient';
