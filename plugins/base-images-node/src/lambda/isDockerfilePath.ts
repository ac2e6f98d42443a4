import { BASE_DOCKERFILE_FOLDER } from '../baseDockerfile/baseDockerfilePath';
import { baseName } from '../docker/paths';

const DOCKERFILE =
  /^(?:Dockerfile(?:\..+)?|.+\.[Dd]ockerfile|Containerfile(?:\..+)?)$/;
const OTHER =
  /\.(?:dockerignore|containerignore|md|rst|orig|rej|bak|swp|j2|jinja2?|tmpl|tpl|template|erb|hbs|mustache)$/i;

/** Suffix of the file that stands beside a Dockerfile and builds the same on a base image. */
export const WITH_BASE_SUFFIX = '.with_base';

/** Whether a file is a Dockerfile by its name; templates of Dockerfiles are none, and those of declared base images no Lambdas. */
export function isDockerfilePath(path: string): boolean {
  const name = baseName(path);
  return (
    DOCKERFILE.test(name) &&
    !path.startsWith(`${BASE_DOCKERFILE_FOLDER}/`) &&
    !OTHER.test(name) &&
    !name.endsWith(WITH_BASE_SUFFIX)
  );
}

/** Name of the build argument that gives a base image to a `Dockerfile.with_base`. */
export const BASE_ARGUMENT = 'BASE_IMAGE_URI';
