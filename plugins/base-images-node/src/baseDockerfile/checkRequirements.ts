import { BaseDockerfileInputs } from './BaseDockerfileInputs';
import { BaseDockerfileRefusals } from './BaseDockerfileRefusals';
import { includedFiles } from './readRequirementsFiles';
import { isPlainPath } from './quoting';

/** Requirements and constraints files as the Dockerfile takes them. */
export interface CheckedRequirements {
  /** Every file that is read, sorted. */
  files: string[];
  /** Whether a requirements file names hashes, which hold for all that is installed along with it. */
  hashed: boolean;
}

/** Goes through requirements and constraints files, and refuses what cannot be installed along with packages of the monorepo. */
export function checkRequirements(
  inputs: BaseDockerfileInputs,
  constraints: string | undefined,
  refusals: BaseDockerfileRefusals,
): CheckedRequirements {
  const { declaration, requirementsFiles } = inputs;
  const seen = new Set<string>();
  let hashed = false;
  const visit = (start: string, isConstraints: boolean) => {
    const pending = [start];
    for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
      const lines = requirementsFiles.get(path);
      if (seen.has(path) || !lines) {
        continue;
      }
      seen.add(path);
      if (!isPlainPath(path)) {
        refusals.add(
          `The path ${path} has characters that Dockerfiles and shells give a meaning to.`,
          'Rename it to letters, digits, blanks and . _ - + @.',
        );
      }
      for (const item of lines) {
        const hasHash = /(?:^|\s)--(?:require-hashes|hash)\b/.test(item.text);
        hashed ||= hasHash && !isConstraints;
        if (hasHash && isConstraints) {
          refusals.add(
            'Constraints with hashes refuse every folder that is installed, and so the packages of this monorepo.',
            'Name the lock itself as constraints, or export it without hashes.',
            { file: path, line: item.line },
          );
          break;
        }
        const problem = isConstraints ? undefined : checkLine(inputs, item);
        if (problem) {
          refusals.add(problem.message, problem.help, {
            file: path,
            line: item.line,
          });
        }
      }
      for (const included of includedFiles(path, lines)) {
        if (
          included.path === undefined ||
          !requirementsFiles.has(included.path)
        ) {
          refusals.add(
            `${included.written} is included, and is no file of the monorepo that can be read.`,
            'Correct the path, which is relative to the file that names it.',
            { file: path, line: included.line },
          );
        } else {
          pending.push(included.path);
        }
      }
    }
  };
  declaration.requirements.forEach(({ path }) => visit(path, false));
  if (constraints !== undefined) {
    visit(constraints, true);
  }
  return { files: [...seen].sort(), hashed };
}

type Line = Parameters<typeof includedFiles>[1][number];

function checkLine(
  { packages }: BaseDockerfileInputs,
  item: Line,
): { message: string; help: string } | undefined {
  if (item.type === 'path' || ('editable' in item && item.editable)) {
    return {
      message: `${item.text} names a folder or file, which is not where it was when the image is built.`,
      help: 'List packages of this monorepo in packages.',
    };
  }
  const name = item.type === 'requirement' ? item.requirement.name : undefined;
  if (name !== undefined && packages.has(name)) {
    return {
      message: `${name} is a package of this monorepo, which an installer would look for on the index.`,
      help: 'List it in packages, and remove it here.',
    };
  }
  return item.type === 'invalid'
    ? {
        message: `${item.text} is no requirement: ${item.message}.`,
        help: 'Correct it.',
      }
    : undefined;
}
