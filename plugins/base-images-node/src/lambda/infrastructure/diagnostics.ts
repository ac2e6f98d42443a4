import { Diagnostic } from '@base-images/backstage-plugin-base-images-common';

/** Infrastructure code that cannot be read, as far as it concerns container Lambdas. */
export function unreadable(
  file: string,
  line: number | null,
  message: string,
  help: string,
  severity: 'warning' | 'info' = 'warning',
): Diagnostic {
  return {
    code: 'unreadable-infrastructure',
    severity,
    file,
    line,
    column: null,
    message,
    help,
  };
}

/** A container function whose image nothing here leads to. */
export function unlinked(
  file: string,
  line: number | null,
  functionName: string | undefined,
): Diagnostic {
  return {
    code: 'unlinked-function',
    severity: 'info',
    file,
    line,
    column: null,
    message: `${
      functionName ? `The function ${functionName}` : 'A function'
    } runs a container image, but its Dockerfile cannot be told from the infrastructure code.`,
    help: 'Name the Dockerfile and its functions under `lambdas` in base-images.yaml.',
  };
}
