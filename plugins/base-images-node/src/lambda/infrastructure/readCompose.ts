import { posix } from 'node:path';
import { toFindings } from './imageDeclaration';
import {
  Findings,
  InfrastructureFile,
  joinFindings,
} from './InfrastructureFile';
import {
  at,
  entriesOf,
  itemsOf,
  readYaml,
  textOf,
  YamlValue,
} from './yaml/readYaml';

/**
 * The images that a Compose file builds (Compose Specification, "Compose Build Specification"). The Dockerfile is relative to
 * the context, the context to the file. A file that cannot be read says nothing: Compose files are no deployment of Lambdas.
 */
export function readCompose(file: InfrastructureFile): Findings {
  const document = readYaml(file.text);
  const services =
    'value' in document ? at(document.value, 'services') : undefined;
  return joinFindings(
    entriesOf(services).map(([, service]) => readService(file, service)),
  );
}

function readService(file: InfrastructureFile, service: YamlValue): Findings {
  const build = at(service, 'build');
  const context = interpolate(
    textOf(build) ?? textOf(at(build, 'context')) ?? '.',
  );
  const dockerfile = interpolate(
    textOf(at(build, 'dockerfile')) ?? 'Dockerfile',
  );
  if (
    !build ||
    context === undefined ||
    isRemote(context) ||
    at(build, 'dockerfile_inline')
  ) {
    return { declarations: [], diagnostics: [] };
  }
  const folder = posix.dirname(file.path);
  const platforms = itemsOf(at(build, 'platforms'));
  return toFindings(file, {
    kind: 'image',
    context,
    dockerfile,
    dockerfileFrom: ['context'],
    bases: [folder],
    target: interpolate(textOf(at(build, 'target'))),
    buildArgs: readPairs(at(build, 'args')),
    buildContexts: readPairs(at(build, 'additional_contexts')),
    platform:
      interpolate(textOf(at(service, 'platform'))) ??
      (platforms.length === 1 ? textOf(platforms[0]) : undefined),
    line: build.line,
  });
}

/** A mapping, or a list of `NAME=value`, without what the environment decides. */
function readPairs(value: YamlValue | undefined): Record<string, string> {
  const pairs: [string, string | undefined][] = [
    ...entriesOf(value).map(([name, item]): [string, string | undefined] => [
      name,
      textOf(item),
    ]),
    ...itemsOf(value).map((item): [string, string | undefined] => {
      const [name, ...rest] = (textOf(item) ?? '').split('=');
      return [name, rest.length ? rest.join('=') : undefined];
    }),
  ];
  return Object.fromEntries(
    pairs
      .map(([name, text]) => [name, interpolate(text)] as const)
      .filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}

/** `${NAME:-default}` gives the default; a text that needs a variable without one gives undefined. */
function interpolate(text: string | undefined): string | undefined {
  const filled = text
    ?.replace(/\$\{\w+:?-([^{}$]*)\}/g, '$1')
    .replace(/\$\$/g, '\0');
  return filled === undefined || filled.includes('$')
    ? undefined
    : filled.replace(/\0/g, '$');
}

function isRemote(context: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:\/\/|git@|github\.com\/)/i.test(context);
}
