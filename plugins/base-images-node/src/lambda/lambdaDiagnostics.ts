import { Diagnostic } from '@base-images/backstage-plugin-base-images-common';
import { DockerfileAnalysis } from '../docker/analysis/analyseDockerfile';
import { LambdaDeclaration } from './LambdaDeclaration';

/** What the analysis of a Dockerfile found, and what it could not follow. */
export function toDiagnostics(
  file: string,
  { findings, confidence, doubt }: DockerfileAnalysis,
): Diagnostic[] {
  const diagnostics = findings.map(finding => ({
    ...finding,
    file,
    column: null,
  }));
  if (confidence !== 'exact' && doubt) {
    diagnostics.push({
      code: 'unclear-install',
      severity: 'info',
      file,
      line: doubt.line,
      column: null,
      message: `What the image installs cannot be told for certain: ${doubt.reason}.`,
      help:
        confidence === 'over'
          ? 'Nothing needs to be done if the packages are always installed.'
          : 'Write the paths of the packages out where they are installed.',
    });
  }
  return diagnostics;
}

/** Tells where a stage is declared that a Dockerfile does not have. */
export function unknownTarget({
  dockerfile,
  target,
  file,
  line,
}: LambdaDeclaration): Diagnostic {
  return {
    code: 'unknown-target',
    severity: 'error',
    file,
    line,
    column: null,
    message: `${dockerfile} has no stage ${target}, which is declared as the one to build; the last stage is taken instead.`,
    help: 'Correct the target, or name a stage of the Dockerfile so.',
  };
}
