import {
  WithBaseDetails,
  ProposedFile,
} from '@base-images/backstage-plugin-base-images-node';
import { code, codeBlock, codeOfPackages } from './markdown';

/** Tells what a `Dockerfile.with_base` does, as Markdown. */
export function describeWithBase(
  proposal: WithBaseDetails & { files: ProposedFile[] },
  { changed, diff }: { changed: boolean; diff: string },
): string {
  const { coverage, kept, files, lambda } = proposal;
  const { covered, uncovered } = coverage;
  const [{ path }] = files;
  const required = covered.length + uncovered.length;
  const paragraphs = [
    `${code(path)} ${changed ? 'stands' : 'stands already'} on the base image ${code(coverage.baseImage)}, which holds ${covered.length} of the ${required} packages that this Lambda requires. Without the build argument ${code('BASE_IMAGE_URI')} it builds the same image as ${code(lambda.dockerfile)}.`,
  ];
  const items = [
    covered.length > 0 && `Not installed again: ${codeOfPackages(covered)}`,
    uncovered.length > 0 && `Installed as before: ${codeOfPackages(uncovered)}`,
    ...kept.map(
      ({ line, packages, reason }) =>
        `Line ${line} stays${packages.length > 0 ? `, for ${codeOfPackages(packages)}` : ''}: ${reason}`,
    ),
    ...files.slice(1).map(file => `Also written: ${code(file.path)}`),
  ].filter(item => item !== false);
  if (items.length > 0) {
    paragraphs.push(items.map(item => `- ${item}`).join('\n'));
  }
  paragraphs.push(codeBlock(diff, 'diff'));
  return paragraphs.join('\n\n');
}
