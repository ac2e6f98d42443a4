import { posix } from 'node:path';
import { unlinked, unreadable } from './diagnostics';
import { platformOfArchitecture, toFindings } from './imageDeclaration';
import {
  Findings,
  InfrastructureFile,
  joinFindings,
} from './InfrastructureFile';
import { TemplateText } from './nameTemplate';
import { resolveInTree } from './treePath';
import { ServerlessVariables } from './yaml/ServerlessVariables';
import { at, entriesOf, readYaml, textOf, YamlValue } from './yaml/readYaml';

const none: Findings = { declarations: [], diagnostics: [] };

/** Paths of the files that a Serverless Framework configuration takes parts from with `${file(…)}`, at most 20. */
export function serverlessParts(path: string, text: string): string[] {
  const parts = new Set<string>();
  for (const [, written] of text.matchAll(
    /\$\{file\(\s*([^(){}$]{1,200}\.(?:ya?ml|json))\s*\)/g,
  )) {
    const part = resolveInTree(posix.dirname(path), written.trim());
    if (part && parts.size < 20) {
      parts.add(part);
    }
  }
  return [...parts];
}

/**
 * The container functions of a Serverless Framework configuration, versions 3 and 4 ("AWS - Functions", "Referencing container
 * image as a target"): `functions.X.image` names one of `provider.ecr.images`, whose `path` is the context, relative to the
 * service, and whose `file` is the Dockerfile, relative to `path`.
 *
 * @param parts - texts of the files that it takes parts from, by their paths.
 */
export function readServerless(
  file: InfrastructureFile,
  parts: ReadonlyMap<string, string> = new Map(),
): Findings {
  const document = readYaml(file.text);
  if ('problem' in document) {
    return {
      declarations: [],
      diagnostics: [
        unreadable(
          file.path,
          document.line,
          `The Serverless Framework configuration cannot be read: ${document.problem}`,
          'Correct its YAML.',
        ),
      ],
    };
  }
  const variables = new ServerlessVariables(file.path, document.value, parts);
  const provider = variables.resolve(at(document.value, 'provider'));
  const ecr = variables.resolve(at(provider, 'ecr'));
  const images = new Map(
    entriesOf(variables.resolve(at(ecr, 'images'))).map(([name, image]) => [
      name,
      variables.resolve(image),
    ]),
  );
  const functions = variables.resolve(at(document.value, 'functions'));
  const groups = functions?.kind === 'list' ? functions.items : [functions];
  return joinFindings(
    groups
      .flatMap(group => entriesOf(variables.resolve(group)))
      .map(([key, written]) =>
        readFunction(file, variables, provider, images, key, written),
      ),
  );
}

function readFunction(
  file: InfrastructureFile,
  variables: ServerlessVariables,
  provider: YamlValue | undefined,
  images: ReadonlyMap<string, YamlValue | undefined>,
  key: string,
  written: YamlValue,
): Findings {
  const definition = variables.resolve(written);
  const image = variables.resolve(at(definition, 'image'));
  if (!image) {
    return none;
  }
  const textAt = (value: YamlValue | undefined, name: string) =>
    variables.text(at(value, name), true);
  const name =
    variables.text(at(definition, 'name'))?.text ??
    `${variables.service}-{stage}-${key}`;
  const imageName =
    variables.text(image, true)?.text ?? textAt(image, 'name')?.text ?? '';
  const build = images.get(imageName);
  const path = textAt(build, 'path');
  if (!path) {
    return {
      declarations: [],
      diagnostics: [unlinked(file.path, written.line, name)],
    };
  }
  const dockerfile = textAt(build, 'file') ?? {
    text: 'Dockerfile',
    exact: true,
  };
  const buildArgs: Record<string, string> = {};
  for (const [argument, value] of entriesOf(at(build, 'buildArgs'))) {
    const text = variables.text(value);
    if (text?.exact) {
      buildArgs[argument] = text.text;
    }
  }
  const architecture =
    variables.text(at(definition, 'architecture')) ??
    variables.text(at(provider, 'architecture'));
  return toFindings(file, {
    kind: 'function',
    context: exactText(path),
    dockerfile: exactText(dockerfile),
    dockerfileFrom: ['context'],
    bases: [posix.dirname(file.path)],
    target: targetOf(at(build, 'buildOptions')),
    buildArgs,
    platform:
      textOf(at(build, 'platform')) ??
      platformOfArchitecture(architecture?.text),
    functions: [name],
    line: written.line,
  });
}

function exactText(text: TemplateText): string | undefined {
  return text.exact ? text.text : undefined;
}

/** The stage that `buildOptions` (a list of words for `docker build`) selects. */
function targetOf(options: YamlValue | undefined): string | null {
  const words =
    options?.kind === 'list'
      ? options.items.map(item => textOf(item) ?? '')
      : [textOf(options) ?? ''];
  const found = /--target[ =](\S+)/.exec(words.join(' '));
  return found ? found[1] : null;
}
