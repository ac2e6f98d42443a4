import { BaseDockerfileInputs } from './BaseDockerfileInputs';
import { BaseDockerfileRefusals } from './BaseDockerfileRefusals';
import { fitsLine } from './quoting';
import { setupProblem } from './setupSources';
import { BASE_ARGUMENT } from '../lambda/isDockerfilePath';

/**
 * Refuses declarations that cannot be written down, or name what is not there.
 *
 * @returns what stands after FROM; undefined where it is not known.
 */
export function checkDeclaration(
  inputs: BaseDockerfileInputs,
  refusals: BaseDockerfileRefusals,
): { text: string; argument: string | undefined } | undefined {
  const { declaration, requirementsFiles, locks } = inputs;
  const { name, file, setup, args, env, index } = declaration;
  if (!/^[a-z0-9][a-z0-9-]*$/.test(name)) {
    refusals.add(
      'The name of the image is not one of letters, digits and hyphens.',
      'Choose a name such as receipt-label.',
    );
  }
  if (!index.secrets.every(id => /^[A-Za-z0-9_.-]+$/.test(id))) {
    refusals.add(
      'The id of a secret is not one of letters, digits and . _ -',
      'Choose an id such as pip-conf.',
    );
  }
  for (const step of setup) {
    const problem = setupProblem(step);
    if (problem) {
      refusals.add(
        `A step of setup is no instruction: ${problem}`,
        'Write one ARG, RUN or COPY instruction for each step.',
      );
    }
  }
  const values = [...Object.entries(args), ...Object.entries(env)];
  for (const [variable, value] of values) {
    if (!fitsLine(value)) {
      refusals.add(
        `The value of ${variable} has a line break or another control character, which no instruction can hold.`,
        'Write the value in one line.',
      );
    }
  }
  if (Object.hasOwn(args, BASE_ARGUMENT)) {
    refusals.add(
      `args sets ${BASE_ARGUMENT}, which names the image that a base image stands on.`,
      'Choose another name.',
    );
  }
  if (![index.url ?? '', ...index.extraUrls].every(fitsLine)) {
    refusals.add(
      'The URL of an index has a control character.',
      'Correct the URL.',
    );
  }
  const { constraints, requirements } = declaration;
  for (const named of constraints
    ? [constraints, ...requirements]
    : requirements) {
    if (!requirementsFiles.has(named.path) && !locks.has(named.path)) {
      refusals.add(
        `The image ${name} names ${named.path}, which is no file of the monorepo that can be read.`,
        'Write the path of a requirements file, a constraints file, a uv.lock or a poetry.lock.',
        { file, line: named.line, column: named.column },
      );
    }
  }
  return checkParent(inputs, refusals);
}

function checkParent(
  { parent, declaration }: BaseDockerfileInputs,
  refusals: BaseDockerfileRefusals,
): { text: string; argument: string | undefined } | undefined {
  if (parent && 'baseImage' in parent) {
    return {
      text: `\${${BASE_ARGUMENT}}`,
      argument: BASE_ARGUMENT,
    };
  }
  if (parent && /^[A-Za-z0-9][A-Za-z0-9._/:@-]*$/.test(parent.image)) {
    return { text: parent.image, argument: undefined };
  }
  const { name, file, line, from } = declaration;
  refusals.add(
    `It is not known what the image ${name} stands on.`,
    'Name an external image with its tag, or another image of this file, in from.',
    { file, line: from?.line ?? line, column: from?.column },
  );
  return undefined;
}
