export * from './BaseDockerfile';
export { BASE_DOCKERFILE_FOLDER } from './baseDockerfilePath';
export * from './BaseDockerfileSources';
