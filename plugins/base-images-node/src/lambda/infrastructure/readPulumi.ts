import { CallArgument, CallSignature } from './CallSignature';
import { unlinked } from './diagnostics';
import { namesOf, pathOf, platformOf, textsOf } from './imageArguments';
import { toFindings } from './imageDeclaration';
import {
  Findings,
  InfrastructureFile,
  joinFindings,
} from './InfrastructureFile';
import { ProgramEvaluator } from './program/ProgramEvaluator';
import {
  argumentOf,
  asText,
  callsBehind,
  CallValue,
  entryOf,
  lastName,
  Value,
} from './program/Value';
import { projectBases } from './readCdk';

/** Whether a text may be Pulumi code that builds images. */
export function mayBePulumi(
  text: string,
  components: readonly CallSignature[],
): boolean {
  return (
    (/pulumi/.test(text) && /\bImage\b|image_?uri/i.test(text)) ||
    components.some(component => text.includes(`${component.callee}(`))
  );
}

interface PulumiImage {
  call: CallValue;
  signature: CallSignature | undefined;
  functions: string[];
  platform: string | null;
  isFunction: boolean;
}

/**
 * The images of Pulumi code in Python or TypeScript: `docker_build.Image`, `docker.Image`, `awsx.ecr.Image`, which are functions
 * where an `aws.lambda_.Function` uses them, and components that wrap them, by their call signatures.
 */
export function readPulumi(
  file: InfrastructureFile,
  program: ProgramEvaluator,
  components: readonly CallSignature[],
): Findings {
  const images: PulumiImage[] = [
    ...program.callsOf('Image').filter(isImage).map(toImage),
    ...components.flatMap(signature =>
      program
        .callsOf(signature.callee)
        .filter(
          call =>
            signature.defaultDockerfile !== undefined ||
            argument(call, signature.dockerfileArgument),
        )
        .map(call => componentImage(call, signature)),
    ),
  ];
  const findings: Findings[] = [];
  for (const construct of program.callsOf('Function')) {
    const uri = argumentOf(construct, 'image_uri');
    if (!uri) {
      continue;
    }
    const names = namesOf(argumentOf(construct, 'name', 0));
    const linked = imagesOf(uri, images);
    for (const image of linked) {
      image.isFunction = true;
      image.functions.push(...names);
      image.platform ??= platformOf(argumentOf(construct, 'architectures'));
    }
    // A component's own code has no image of its own.
    if (
      linked.length === 0 &&
      !components.some(({ callee }) => program.defines(callee))
    ) {
      findings.push({
        declarations: [],
        diagnostics: [unlinked(file.path, construct.line, names[0])],
      });
    }
  }
  const bases = projectBases(file, ['Pulumi.yaml', 'Pulumi.yml']);
  return joinFindings([
    ...images.map(image => readImage(file, image, bases)),
    ...findings,
  ]);
}

/** The images that a URI was made from; else those that are pushed to the repository that it was made from. */
function imagesOf(uri: Value, images: PulumiImage[]): PulumiImage[] {
  const behind = callsBehind(uri);
  const ids = new Set(behind.map(call => call.id));
  const direct = images.filter(image => ids.has(image.call.id));
  if (direct.length > 0) {
    return direct;
  }
  const repositories = new Set(
    behind
      .filter(call => lastName(call.callee) === 'Repository')
      .map(call => call.id),
  );
  const pushed = images.filter(image =>
    callsBehind(image.call).some(call => repositories.has(call.id)),
  );
  return pushed.length === 1 ? pushed : [];
}

/** Other libraries have images too; these say how they are built. */
function isImage(call: CallValue): boolean {
  return ['build', 'context', 'dockerfile', 'path'].some(name =>
    argumentOf(call, name),
  );
}

function toImage(call: CallValue): PulumiImage {
  return {
    call,
    signature: undefined,
    functions: [],
    platform: null,
    isFunction: false,
  };
}

function componentImage(
  call: CallValue,
  signature: CallSignature,
): PulumiImage {
  const given = (signature.functionNameArguments ?? []).map(name =>
    argument(call, name),
  );
  const component = argument(call, signature.nameArgument);
  const isNamed = given.some(value => value !== undefined);
  const functions = given.flatMap(namesOf);
  if (!isNamed && signature.functionNameTemplate && component) {
    const name = asText(component).text;
    functions.push(
      signature.functionNameTemplate.replaceAll('{name}', () => name),
    );
  }
  return {
    call,
    signature,
    functions,
    platform: platformOf(argument(call, signature.platformArgument)),
    isFunction: true,
  };
}

function argument(
  call: CallValue,
  name: CallArgument | undefined,
): Value | undefined {
  return name === undefined ? undefined : argumentOf(call, name);
}

function readImage(
  file: InfrastructureFile,
  { call, signature, functions, platform, isFunction }: PulumiImage,
  bases: string[],
): Findings {
  const build = argumentOf(call, 'build');
  const part = (name: string) =>
    argumentOf(call, name) ?? (build && entryOf(build, name));
  const written = signature
    ? {
        context: argument(call, signature.contextArgument),
        dockerfile: argument(call, signature.dockerfileArgument),
        target: argument(call, signature.targetArgument),
        args: argument(call, signature.buildArgsArgument),
        platform: undefined,
      }
    : {
        context:
          part('context') ??
          part('path') ??
          (build?.kind === 'text' ? build : undefined),
        dockerfile: part('dockerfile'),
        target: part('target'),
        args: part('build_args') ?? part('args'),
        platform: part('platforms') ?? part('platform'),
      };
  const context = located(written.context);
  const dockerfile = located(written.dockerfile);
  const contextPath =
    context && context.kind !== 'none' ? pathOf(context) : null;
  if (contextPath && /^(?:https?:|git@|ssh:)/.test(contextPath)) {
    return { declarations: [], diagnostics: [] };
  }
  const isDefault = !dockerfile || dockerfile.kind === 'none';
  if (
    isDefault &&
    (entryOf(written.dockerfile, 'inline') || contextPath === null)
  ) {
    return { declarations: [], diagnostics: [] };
  }
  return toFindings(file, {
    kind: isFunction ? 'function' : 'image',
    context: contextPath,
    dockerfile: isDefault
      ? (signature?.defaultDockerfile ?? 'Dockerfile')
      : pathOf(dockerfile),
    // Releases of the providers differ in what it is relative to.
    dockerfileFrom: isDefault ? ['context'] : ['base', 'context'],
    bases,
    target: pathOf(written.target),
    buildArgs: textsOf(written.args),
    platform: platformOf(written.platform) ?? platform,
    functions,
    line: call.line,
  });
}

/** What `location` says of a context or a Dockerfile that is written as an object. */
function located(value: Value | undefined): Value | undefined {
  return value?.kind === 'record' || value?.kind === 'call'
    ? (entryOf(value, 'location') ??
        (value.kind === 'call' ? value : undefined))
    : value;
}
