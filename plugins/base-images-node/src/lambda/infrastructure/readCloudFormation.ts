import { posix } from 'node:path';
import { unlinked, unreadable } from './diagnostics';
import { platformOfArchitecture, toFindings } from './imageDeclaration';
import {
  Findings,
  InfrastructureFile,
  joinFindings,
} from './InfrastructureFile';
import { cloudFormationText } from './yaml/cloudFormationText';
import { at, entriesOf, itemsOf, readYaml, YamlValue } from './yaml/readYaml';

const functionTypes = ['AWS::Serverless::Function', 'AWS::Lambda::Function'];

/** Whether a text may be a template with container functions. */
export function mayBeCloudFormation(text: string): boolean {
  return (
    functionTypes.some(type => text.includes(type)) &&
    /\bDockerfile\b|\bPackageType\b/.test(text)
  );
}

/**
 * The container functions of a SAM or CloudFormation template (AWS SAM, "Building container images"): a function of package
 * type `Image` whose `Metadata` has both `Dockerfile` (relative to the context) and `DockerContext` (relative to the template).
 */
export function readCloudFormation(file: InfrastructureFile): Findings {
  const document = readYaml(file.text);
  if ('problem' in document) {
    return {
      declarations: [],
      diagnostics: [
        unreadable(
          file.path,
          document.line,
          `The template cannot be read: ${document.problem}`,
          'Correct the YAML or JSON of the template.',
        ),
      ],
    };
  }
  const template = document.value;
  const parameters = new Map<string, string>();
  for (const [name, parameter] of entriesOf(at(template, 'Parameters'))) {
    const value = at(parameter, 'Default');
    if (value?.kind === 'scalar') {
      parameters.set(name, value.text);
    }
  }
  return joinFindings(
    entriesOf(at(template, 'Resources')).map(([logicalId, resource]) => {
      const type = cloudFormationText(at(resource, 'Type'))?.text ?? '';
      return functionTypes.includes(type)
        ? readFunction(file, template, parameters, type, logicalId, resource)
        : { declarations: [], diagnostics: [] };
    }),
  );
}

function readFunction(
  file: InfrastructureFile,
  template: YamlValue | undefined,
  parameters: ReadonlyMap<string, string>,
  type: string,
  logicalId: string,
  resource: YamlValue,
): Findings {
  const property = (name: string) =>
    at(resource, 'Properties', name) ??
    (type === 'AWS::Serverless::Function'
      ? at(template, 'Globals', 'Function', name)
      : undefined);
  const metadata = (name: string) =>
    cloudFormationText(at(resource, 'Metadata', name), parameters);

  if (
    cloudFormationText(property('PackageType'), parameters)?.text !== 'Image'
  ) {
    return { declarations: [], diagnostics: [] };
  }
  const name =
    cloudFormationText(at(resource, 'Properties', 'FunctionName'))?.text ??
    logicalId;
  const dockerfile = metadata('Dockerfile');
  const context = metadata('DockerContext');
  if (!dockerfile || !context) {
    return {
      declarations: [],
      diagnostics: [unlinked(file.path, resource.line, name)],
    };
  }
  const [architecture] = itemsOf(property('Architectures'));
  const buildArgs: Record<string, string> = {};
  for (const [key, value] of entriesOf(
    at(resource, 'Metadata', 'DockerBuildArgs'),
  )) {
    const text = cloudFormationText(value, parameters);
    if (text?.exact) {
      buildArgs[key] = text.text;
    }
  }
  return toFindings(file, {
    kind: 'function',
    context: context.exact ? context.text : undefined,
    dockerfile: dockerfile.exact ? dockerfile.text : undefined,
    dockerfileFrom: ['context'],
    bases: [posix.dirname(file.path)],
    target: metadata('DockerBuildTarget')?.text,
    buildArgs,
    platform: platformOfArchitecture(
      cloudFormationText(architecture, parameters)?.text,
    ),
    functions: [name],
    line: resource.line,
  });
}
