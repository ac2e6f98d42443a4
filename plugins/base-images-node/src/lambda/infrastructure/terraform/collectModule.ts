import { readDockerBuild } from './readDockerBuild';
import { attribute, TerraformBlock, TerraformModule } from './TerraformModule';
import { namesOf, pathOf, platformOf, textsOf } from '../imageArguments';
import { asText, Value } from '../program/Value';
import { resolveInTree } from '../treePath';
import {
  TerraformFunction,
  TerraformImage,
  TerraformRoot,
} from './TerraformRoot';

/** Whether a module call is the `docker-build` module of terraform-aws-modules/lambda, from wherever it comes. */
export function isDockerBuild(called: TerraformBlock): boolean {
  const source = attribute(called, 'source');
  return (
    source?.kind === 'text' &&
    /(?:^|\/)modules\/docker-build(?:$|\?)/.test(source.text)
  );
}

/** Adds the functions and images that one module itself declares. */
export function collectModule(
  module: TerraformModule,
  root: TerraformRoot,
): void {
  const bases = [...new Set([module.rootFolder, module.folder.path])];
  const others: [string, string, TerraformBlock][] = [];
  for (const found of module.blocks('resource', 'module')) {
    const key = `${module.id}|${found.address}`;
    const type =
      found.block.type === 'module' ? 'module' : found.block.labels[0];
    root.blocks.set(key, found);
    if (isFunction(found, type)) {
      root.functions.push(readFunction(key, found));
    } else {
      others.push([key, type, found]);
    }
  }
  for (const [key, type, found] of others) {
    if (type === 'module' && isDockerBuild(found)) {
      root.images.push(dockerBuildModule(key, found, bases));
    } else if (type === 'docker_image' || type === 'docker_registry_image') {
      root.images.push(...dockerImage(key, found, bases));
    } else if (type === 'null_resource' || type === 'terraform_data') {
      const triggers = attribute(found, 'triggers');
      if (
        triggers?.kind === 'record' &&
        textAt(triggers, 'resource_type') === 'IMAGE_LAMBDA_FUNCTION'
      ) {
        root.images.push(samMetadata(key, found, triggers, module, root));
      } else {
        root.images.push(...provisioned(key, found, bases));
      }
    }
  }
}

function isFunction(found: TerraformBlock, type: string): boolean {
  const packageType = attribute(found, 'package_type');
  if (type !== 'aws_lambda_function' && type !== 'module') {
    return false;
  }
  return packageType
    ? packageType.kind === 'text' && packageType.text === 'Image'
    : type === 'aws_lambda_function' &&
        attribute(found, 'image_uri') !== undefined;
}

function readFunction(key: string, found: TerraformBlock): TerraformFunction {
  const name = attribute(found, 'function_name');
  return {
    key,
    file: found.file,
    line: found.block.line,
    names: name ? namesOf(name) : [found.block.labels.at(-1) ?? ''],
    platform: platformOf(attribute(found, 'architectures')),
    uri: attribute(found, 'image_uri'),
    isLinked: false,
  };
}

function image(
  key: string,
  found: TerraformBlock,
  written: Omit<TerraformImage['written'], 'line'>,
  names: (Value | undefined)[],
): TerraformImage {
  return {
    key,
    file: found.file,
    written: { ...written, line: found.block.line },
    names: names.filter(name => name !== undefined),
    isFunction: false,
    functions: [],
  };
}

function dockerBuildModule(
  key: string,
  found: TerraformBlock,
  bases: string[],
): TerraformImage {
  const dockerfile = attribute(found, 'docker_file_path');
  return image(
    key,
    found,
    {
      context: pathOf(attribute(found, 'source_path')),
      dockerfile: dockerfile ? pathOf(dockerfile) : 'Dockerfile',
      dockerfileFrom: ['context', 'base'],
      bases,
      target: pathOf(attribute(found, 'build_target')),
      buildArgs: textsOf(attribute(found, 'build_args')),
      platform: platformOf(attribute(found, 'platform')),
    },
    [attribute(found, 'ecr_repo')],
  );
}

function dockerImage(
  key: string,
  found: TerraformBlock,
  bases: string[],
): TerraformImage[] {
  return found.block.body.blocks
    .filter(block => block.type === 'build')
    .map(block => {
      const part = (name: string) =>
        attribute({ block, scope: found.scope }, name);
      const dockerfile = part('dockerfile');
      return image(
        key,
        found,
        {
          context: pathOf(part('context')),
          dockerfile: dockerfile ? pathOf(dockerfile) : 'Dockerfile',
          dockerfileFrom: ['context', 'base'],
          bases,
          target: pathOf(part('target')),
          buildArgs: textsOf(part('build_args') ?? part('build_arg')),
          platform: platformOf(part('platform')),
        },
        [attribute(found, 'name'), part('tag')],
      );
    });
}

/** `null_resource` with the metadata of "Configure your Terraform applications for use with AWS SAM" (AWS SAM). */
function samMetadata(
  key: string,
  found: TerraformBlock,
  triggers: Value,
  module: TerraformModule,
  root: TerraformRoot,
): TerraformImage {
  // A resource of a module may be named with the module, and with an index.
  const resource = (textAt(triggers, 'resource_name') ?? '')
    .replace(/\[[^\]]*\]/g, '')
    .split('.')
    .slice(-2)
    .join('.');
  const named = root.functions.filter(({ key: address }) =>
    address.replace(/\[[^\]]*\]$/, '').endsWith(`|${resource}`),
  );
  const target =
    named.find(({ key: address }) => address.startsWith(`${module.id}|`)) ??
    (named.length === 1 ? named[0] : undefined);
  const linked = image(
    key,
    found,
    {
      context: pathOf(entry(triggers, 'docker_context')),
      dockerfile: textAt(triggers, 'docker_file') ?? 'Dockerfile',
      dockerfileFrom: ['context', 'base'],
      bases: [module.rootFolder, module.folder.path],
      buildArgs: textsOf(entry(triggers, 'docker_build_args')),
      platform: target?.platform,
    },
    [],
  );
  linked.isFunction = true;
  linked.functions.push(
    ...(target?.names ?? [resource.split('.').at(-1) ?? '']),
  );
  if (target) {
    target.isLinked = true;
  }
  return linked;
}

/** `docker build` in a `local-exec` provisioner. */
function provisioned(
  key: string,
  found: TerraformBlock,
  bases: string[],
): TerraformImage[] {
  return found.block.body.blocks
    .filter(
      block => block.type === 'provisioner' && block.labels[0] === 'local-exec',
    )
    .flatMap(block => {
      const command = attribute({ block, scope: found.scope }, 'command');
      const folder = attribute({ block, scope: found.scope }, 'working_dir');
      if (command?.kind !== 'text') {
        return [];
      }
      return readDockerBuild(command.text).map(build =>
        image(
          key,
          found,
          {
            ...build,
            bases: folder ? workingFolder(bases[0], pathOf(folder)) : bases,
          },
          [command, attribute(found, 'triggers')],
        ),
      );
    });
}

function workingFolder(base: string, written: string | undefined): string[] {
  const folder =
    written === undefined ? undefined : resolveInTree(base, written);
  return folder === undefined ? [] : [folder];
}

function entry(value: Value, name: string): Value | undefined {
  return value.kind === 'record' ? value.entries.get(name) : undefined;
}

function textAt(value: Value, name: string): string | undefined {
  const found = entry(value, name);
  const text = found && asText(found);
  return text?.exact ? text.text : undefined;
}
