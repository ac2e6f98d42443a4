/** Folder of what is written from the declarations of base images; nothing in it is a Lambda. @public */
export const BASE_DOCKERFILE_FOLDER = '.base-images';

/** Path that the Dockerfile of a base image is written to, from the root of the monorepo. */
export function baseDockerfilePath(name: string): string {
  return `${BASE_DOCKERFILE_FOLDER}/${name}.Dockerfile`;
}
