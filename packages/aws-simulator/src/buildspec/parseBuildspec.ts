import { parse } from 'yaml';

/** A phase of a buildspec. */
export interface BuildspecPhase {
  commands: string[];
  finally: string[];
}

/** What the simulator knows of a buildspec (AWS CodeBuild user guide, "Build specification reference"). */
export interface Buildspec {
  variables: Record<string, string>;
  exportedVariables: string[];
  /** `sh` or `bash`. */
  shell: string;
  phases: Record<BuildspecPhaseName, BuildspecPhase>;
}

/** Names of phases in a buildspec. */
export const BUILDSPEC_PHASES = [
  'install',
  'pre_build',
  'build',
  'post_build',
] as const;

/** A phase that a buildspec has commands for. */
export type BuildspecPhaseName = (typeof BUILDSPEC_PHASES)[number];

/** Reads an inline buildspec. Throws for text that is none, with what CodeBuild says of it. */
export function parseBuildspec(text: string): Buildspec {
  const value = parse(text);
  if (!value || typeof value !== 'object' || Number(value.version) !== 0.2) {
    throw new Error('YAML_FILE_ERROR: wrong version or no buildspec');
  }
  const environment = value.env ?? {};
  return {
    variables: environment.variables ?? {},
    exportedVariables: environment['exported-variables'] ?? [],
    shell: environment.shell ?? 'sh',
    phases: Object.fromEntries(
      BUILDSPEC_PHASES.map(name => [
        name,
        {
          commands: value.phases?.[name]?.commands ?? [],
          finally: value.phases?.[name]?.finally ?? [],
        },
      ]),
    ) as Buildspec['phases'],
  };
}
