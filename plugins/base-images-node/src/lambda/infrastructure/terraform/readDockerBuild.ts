import { WrittenImage } from '../imageDeclaration';

const valueOptions = new Set([
  '-t',
  '--tag',
  '--cache-from',
  '--cache-to',
  '--label',
  '--secret',
  '--ssh',
  '--network',
  '--output',
  '-o',
  '--progress',
  '--builder',
  '--build-context',
  '--iidfile',
  '--metadata-file',
  '--provenance',
  '--sbom',
  '-m',
  '--memory',
]);

/** The images that `docker build` in a shell command builds; the Dockerfile and the context are relative to where it runs. */
export function readDockerBuild(
  command: string,
): Pick<
  WrittenImage,
  | 'context'
  | 'dockerfile'
  | 'dockerfileFrom'
  | 'target'
  | 'platform'
  | 'buildArgs'
>[] {
  return command
    .replace(/\\\r?\n/g, ' ')
    .split(/&&|\|\||[;\n|]/)
    .map(wordsOf)
    .flatMap(words => {
      const start = words.indexOf('docker');
      const build = words.indexOf('build');
      if (start === -1 || build <= start) {
        return [];
      }
      return [readWords(words.slice(build + 1))];
    });
}

function readWords(words: string[]) {
  let dockerfile: string | undefined;
  let context: string | undefined;
  let target: string | undefined;
  let platform: string | undefined;
  const buildArgs: Record<string, string> = {};
  for (let index = 0; index < words.length; index += 1) {
    const [, option, attached] =
      /^(--?[\w-]+)(?:=(.*))?$/.exec(words[index]) ?? [];
    if (!option) {
      context = words[index];
      continue;
    }
    const takesValue =
      valueOptions.has(option) ||
      /^(?:-f|--file|--target|--platform|--build-arg)$/.test(option);
    const value = attached ?? (takesValue ? words[index + 1] : undefined);
    if (attached === undefined && takesValue) {
      index += 1;
    }
    if (option === '-f' || option === '--file') {
      dockerfile = value;
    } else if (option === '--target') {
      target = value;
    } else if (option === '--platform') {
      platform = value;
    } else if (option === '--build-arg' && value?.includes('=')) {
      const equals = value.indexOf('=');
      buildArgs[value.slice(0, equals)] = value.slice(equals + 1);
    }
  }
  const known = (text: string | undefined) =>
    text === undefined || /[${`]/.test(text) ? undefined : text;
  return {
    context: known(context),
    dockerfile: dockerfile === undefined ? 'Dockerfile' : known(dockerfile),
    dockerfileFrom: [
      dockerfile === undefined ? ('context' as const) : ('base' as const),
    ],
    target: known(target),
    platform: known(platform),
    buildArgs: Object.fromEntries(
      Object.entries(buildArgs).filter(
        ([, value]) => known(value) !== undefined,
      ),
    ),
  };
}

/** The words of a simple command, without their quotes. */
function wordsOf(command: string): string[] {
  const words: string[] = command.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? [];
  return words.map(word => word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'));
}
