import { Buildspec, BUILDSPEC_PHASES } from './parseBuildspec';

/**
 * One script for a whole build, since all commands of a buildspec share a shell. It reports on descriptor 3: `phase NAME` when a
 * phase begins, `failed STATUS COMMAND` when a command fails, `export NAME VALUE` at the end, with command and value in base64.
 */
export function toShellScript(buildspec: Buildspec): string {
  const lines = [
    'export CODEBUILD_BUILD_SUCCEEDING=1',
    '_failed_in=',
    '_current=',
    '_report() {',
    '  printf "failed %s %s\\n" "$1" "$_current" >&3',
    '}',
    // A command that ends the shell, also because it has set -e.
    `trap '_status=$?; [ -z "$_current" ] || _report "$_status"' EXIT`,
    '_check() {',
    '  if [ "$1" != 0 ]; then',
    '    _report "$1"',
    '    _failed_in=$2',
    '    CODEBUILD_BUILD_SUCCEEDING=0',
    '  fi',
    '  _current=',
    '}',
  ];
  // Not within a condition, where the shell would pass over failures although a command has set -e.
  const run = (command: string, phase: string) => {
    const encoded = Buffer.from(command).toString('base64');
    return [
      `_current=${encoded}`,
      `_command=$(printf %s ${encoded} | base64 -d)`,
      'printf "[Container] Running command %s\\n" "$_command"',
      'eval "$_command"',
      `_check $? ${phase}`,
    ];
  };
  for (const name of BUILDSPEC_PHASES) {
    const { commands, finally: always } = buildspec.phases[name];
    // POST_BUILD also runs after a BUILD that failed.
    const condition =
      name === 'post_build'
        ? '[ -z "$_failed_in" ] || [ "$_failed_in" = build ]'
        : '[ -z "$_failed_in" ]';
    lines.push(
      `if ${condition}; then`,
      `printf 'phase ${name.toUpperCase()}\\n' >&3`,
      `echo '[Container] Entering phase ${name.toUpperCase()}'`,
      ...commands.flatMap(command => [
        `if [ "$_failed_in" != ${name} ]; then`,
        ...run(command, name),
        'fi',
      ]),
      ...always.flatMap(command => run(command, name)),
      'fi',
    );
  }
  for (const name of buildspec.exportedVariables) {
    if (!/^[A-Za-z_]\w*$/.test(name)) {
      throw new Error(`YAML_FILE_ERROR: ${name} is no name of a variable`);
    }
    lines.push(
      `printf 'export ${name} %s\\n' "$(printf %s "\${${name}-}" | base64 -w0)" >&3`,
    );
  }
  return `${lines.join('\n')}\n`;
}
