export * from './DockerfileModel';
export * from './ImageReference';
export * from './LogicalText';
export * from './parseDockerfile';
export type { InstallCommand } from './install/InstallCommand';
