import { BaseImageDetails } from '@base-images/backstage-plugin-base-images-node';
import { code, codeBlock, codeOfPackages } from './markdown';

const VERBS = {
  added: 'declares',
  changed: 'now changes',
  unchanged: 'declares already',
};

/** Tells what a declaration means, as Markdown. */
export function describeDeclaration(
  { baseImage, change }: BaseImageDetails,
  diff: string,
): string {
  const { contains, containsDependenciesOf, parentImage, parentBaseImage } =
    baseImage;
  const parent = parentBaseImage ?? parentImage;
  const items = [
    parent !== null && `It stands on ${code(parent)}`,
    contains.length > 0 && `It holds ${codeOfPackages(contains)}`,
    containsDependenciesOf.length > 0 &&
      `It holds the third-party dependencies of ${codeOfPackages(containsDependenciesOf)}`,
  ].filter(item => item !== false);
  return [
    `${code(baseImage.file)} ${VERBS[change]} the base image ${code(baseImage.name)}.`,
    ...(items.length > 0 ? [items.map(item => `- ${item}`).join('\n')] : []),
    ...(diff === '' ? [] : [codeBlock(diff, 'diff')]),
  ].join('\n\n');
}
