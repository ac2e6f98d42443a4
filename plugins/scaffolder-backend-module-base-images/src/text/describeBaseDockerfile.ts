import {
  BaseDockerfileDetails,
  ProposedFile,
} from '@base-images/backstage-plugin-base-images-node';
import { code } from './markdown';

/** Tells how the Dockerfile of a base image is built, as Markdown. */
export function describeBaseDockerfile({
  baseImage,
  files,
  written,
}: BaseDockerfileDetails & { files: ProposedFile[] }): string {
  const items = [
    'The build context is the root of the monorepo',
    written.baseImageArgument !== null &&
      `The build argument ${code(written.baseImageArgument)} names the image of ${code(baseImage.parentBaseImage ?? '')}`,
    written.secrets.length > 0 &&
      `The build needs the secrets ${written.secrets.map(code).join(', ')}`,
    ...files.slice(1).map(file => `Also written: ${code(file.path)}`),
  ].filter(item => item !== false);
  return [
    `${code(written.path)} builds the base image ${code(baseImage.name)}.`,
    items.map(item => `- ${item}`).join('\n'),
  ].join('\n\n');
}
