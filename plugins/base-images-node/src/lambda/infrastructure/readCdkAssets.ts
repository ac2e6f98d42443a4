import { posix } from 'node:path';
import { platformOfArchitecture, toFindings } from './imageDeclaration';
import {
  Findings,
  InfrastructureFile,
  joinFindings,
} from './InfrastructureFile';
import { resolveInTree } from './treePath';
import { cloudFormationText } from './yaml/cloudFormationText';
import { at, entriesOf, itemsOf, readYaml, YamlValue } from './yaml/readYaml';

const none: Findings = { declarations: [], diagnostics: [] };

/** Path of the synthesized template beside an asset manifest. */
export function templateOfAssets(path: string): string {
  return path.replace(/\.assets\.json$/, '.template.json');
}

/**
 * The images in the asset manifest of a synthesized CDK application (`cdk.out/X.assets.json`, "Cloud assembly"), and the
 * functions of the template beside it that name an image by its hash.
 *
 * @param template - text of the synthesized template, where there is one.
 * @param originalOf - the file outside of the cloud assembly with the same content: CDK copies contexts into it.
 */
export function readCdkAssets(
  file: InfrastructureFile,
  template: string | undefined,
  originalOf: (path: string) => string | undefined,
): Findings {
  const manifest = readYaml(file.text);
  const images =
    'value' in manifest ? entriesOf(at(manifest.value, 'dockerImages')) : [];
  const functions =
    images.length > 0 && template !== undefined ? readFunctions(template) : [];
  return joinFindings(
    images.map(([hash, image]) =>
      readImage(
        file,
        image,
        functions.filter(({ uri }) => uri.includes(hash)),
        originalOf,
      ),
    ),
  );
}

interface SynthesizedFunction {
  name: string;
  uri: string;
  platform: string | null;
}

function readFunctions(template: string): SynthesizedFunction[] {
  const document = readYaml(template);
  const resources =
    'value' in document ? entriesOf(at(document.value, 'Resources')) : [];
  return resources.flatMap(([logicalId, resource]) => {
    const properties = at(resource, 'Properties');
    const uri = cloudFormationText(at(properties, 'Code', 'ImageUri'))?.text;
    const [architecture] = itemsOf(at(properties, 'Architectures'));
    return uri === undefined
      ? []
      : [
          {
            uri,
            name:
              cloudFormationText(at(properties, 'FunctionName'))?.text ??
              logicalId,
            platform: platformOfArchitecture(
              cloudFormationText(architecture)?.text,
            ),
          },
        ];
  });
}

function readImage(
  file: InfrastructureFile,
  image: YamlValue,
  functions: SynthesizedFunction[],
  originalOf: (path: string) => string | undefined,
): Findings {
  const source = (name: string) =>
    cloudFormationText(at(image, 'source', name))?.text;
  const directory = source('directory');
  const dockerfile = source('dockerFile') ?? 'Dockerfile';
  const folder = posix.dirname(file.path);
  const copied = directory && resolveInTree(folder, directory);
  if (!copied) {
    return none;
  }
  const path = resolveInTree(copied, dockerfile);
  const original = path && originalOf(path);
  const context =
    original?.endsWith(dockerfile) &&
    posix.dirname(`${original.slice(0, -dockerfile.length)}x`);
  const buildArgs: Record<string, string> = {};
  for (const [name, value] of entriesOf(
    at(image, 'source', 'dockerBuildArgs'),
  )) {
    const text = cloudFormationText(value);
    if (text?.exact) {
      buildArgs[name] = text.text;
    }
  }
  return toFindings(file, {
    kind: functions.length > 0 ? 'function' : 'image',
    context: context || copied,
    dockerfile,
    dockerfileFrom: ['context'],
    bases: ['.'],
    target: source('dockerBuildTarget'),
    buildArgs,
    platform:
      source('platform') ??
      functions.map(({ platform }) => platform).find(Boolean),
    functions: functions.map(({ name }) => name),
    line: image.line,
  });
}
