import { fitsLineage } from '../coverage/fitsLineage';
import { readAssignments } from '../docker/readAssignments';
import { stageChain } from '../docker/reachableStages';
import { BASE_ARGUMENT } from '../lambda/isDockerfilePath';
import { Refusals } from './Refusals';
import { RewriteInput } from './RewriteInput';

/** Name of the stage as it was. */
export const PREPARED = 'prepared';
/** What is added to it for the stage on the base image. */
export const ON_BASE = '-on-base';

/** Refuses what no base image can change: the image that the Lambda stands on, names, what is not understood. */
export function checkHeader(input: RewriteInput, refusals: Refusals) {
  const { traced, lambda, baseImage } = input;
  const { model, stages, target, confidence, doubt } = traced;
  for (const { line, message, help } of model.problems) {
    refusals.add(line, message, help);
  }
  if (confidence === 'unknown') {
    refusals.add(
      doubt?.line ?? 1,
      `What the image holds is not known: ${doubt?.reason ?? 'the Dockerfile is not understood'}.`,
      'Write it so that what is installed can be read from the Dockerfile.',
    );
  }
  const first = stageChain(stages, target)[0];
  const written = model.stages[first.index];
  if (
    first.base.kind !== 'image' ||
    lambda.parent === null ||
    !isPlainImage(written.image)
  ) {
    refusals.add(
      first.line,
      'The image that the Lambda stands on is only known when it is built.',
      'Write the image into FROM, or give its ARG a default.',
    );
  } else if (!fitsLineage(baseImage, lambda)) {
    refusals.add(
      first.line,
      `${baseImage.name} is for another image, platform or Python version than this one.`,
      `Choose a base image that is made from ${lambda.parent}.`,
    );
  }
  for (const { index, line } of stageChain(stages, target)) {
    for (const { name, value } of model.stages[index].from.flags) {
      if (name !== 'platform' || !/^[\w/${}:.-]+$/.test(value)) {
        refusals.add(
          line,
          `FROM has the option --${name.slice(0, 40)}, which is not known.`,
          'Take the option out.',
        );
      }
    }
  }
  if (!/^[a-z0-9]+(?:[._-]+[a-z0-9]+)*$/.test(baseImage.name)) {
    refusals.add(
      first.line,
      'The name of the base image is none that can be written into a Dockerfile.',
      'Give it a name of small letters, digits and dashes.',
    );
  }
  checkNames(input, refusals);
  checkSurplus(input, first.line, refusals);
}

/** Nothing in it may end the braces or the word that it is written into. */
function isPlainImage(image: string): boolean {
  const withoutVariables = image.replace(
    /\$\{[A-Za-z_][A-Za-z0-9_]*(?::?-[A-Za-z0-9._:/@-]*)?\}|\$[A-Za-z_][A-Za-z0-9_]*/g,
    'x',
  );
  return /^[A-Za-z0-9][A-Za-z0-9._:/@-]*$/.test(withoutVariables);
}

function checkNames({ traced, lambda }: RewriteInput, refusals: Refusals) {
  const { model, target } = traced;
  for (const { name, from } of model.stages) {
    if (name === PREPARED || name === `${PREPARED}${ON_BASE}`) {
      refusals.add(
        from.range.startLine,
        `A stage is named ${name} already.`,
        'Give the stage another name.',
      );
    }
  }
  for (const instruction of model.instructions) {
    const { keyword, range } = instruction;
    const declares =
      (keyword === 'ARG' || keyword === 'ENV') &&
      readAssignments(instruction, model.escape).some(
        ({ name }) => name === BASE_ARGUMENT,
      );
    if (declares || instruction.text.includes(BASE_ARGUMENT)) {
      refusals.add(
        range.startLine,
        `${BASE_ARGUMENT} is used already.`,
        'Rewrite the original Dockerfile, not one that stands on a base image.',
      );
    }
  }
  if (lambda.target !== null && /^\d+$/.test(lambda.target)) {
    refusals.add(
      target.line,
      'The stage is built by its number, which changes.',
      'Name the stage, and build it by its name.',
    );
  }
}

/** A base image that holds more would give an image with more in it. */
function checkSurplus(
  { lambda, baseImage }: RewriteInput,
  line: number,
  refusals: Refusals,
) {
  const required = new Map(
    lambda.requires.map(item => [item.package, item.extras]),
  );
  const held = [...baseImage.contains, ...baseImage.containsDependenciesOf];
  const surplus = held.filter(
    ({ package: name, extras }) =>
      !extras.every(extra => required.get(name)?.includes(extra)) ||
      !required.has(name),
  );
  if (surplus.length > 0) {
    const names = [...new Set(surplus.map(item => item.package))];
    refusals.add(
      line,
      `${baseImage.name} also holds ${names.slice(0, 5).join(', ')}, which this Lambda does not require.`,
      'Choose a base image that holds no more than the Lambda requires.',
    );
  }
}
