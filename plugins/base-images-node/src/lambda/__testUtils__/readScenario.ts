import { buildGraph } from '../../graph/buildGraph';
import { discoverPackages } from '../../python/discoverPackages';
import { InMemorySourceTree } from '../../source/InMemorySourceTree';
import { completeLambda } from '../completeLambda';
import { discoverLambdas } from '../discoverLambdas';
import { LambdaDeclaration } from '../LambdaDeclaration';

/** A manifest with a name, main requirements, and extras. */
export function manifest(
  name: string,
  dependencies: string[] = [],
  extras: Record<string, string[]> = {},
): string {
  return [
    '[project]',
    `name = "${name}"`,
    'version = "1.0"',
    `dependencies = ${JSON.stringify(dependencies)}`,
    '[project.optional-dependencies]',
    ...Object.entries(extras).map(
      ([extra, requirements]) => `${extra} = ${JSON.stringify(requirements)}`,
    ),
    '',
  ].join('\n');
}

/** Three packages, each needing the one before it, and a root that is none. */
export const MONOREPO: Record<string, string> = {
  'receipt_dynamo/pyproject.toml': manifest('receipt-dynamo', ['boto3']),
  'receipt_dynamo/receipt_dynamo/__init__.py': '',
  'receipt_chroma/pyproject.toml': manifest('receipt_chroma', [
    'receipt-dynamo',
  ]),
  'receipt_chroma/receipt_chroma/__init__.py': '',
  'receipt_label/pyproject.toml': manifest(
    'receipt-label',
    ['receipt_dynamo'],
    { full: ['receipt-chroma', 'openai'] },
  ),
  'receipt_label/receipt_label/__init__.py': '',
  'infra/label_lambda/handler.py': '',
};

export function declaration(
  given: Partial<LambdaDeclaration>,
): LambdaDeclaration {
  return {
    kind: 'function',
    dockerfile: 'infra/label_lambda/Dockerfile',
    context: null,
    target: null,
    buildArgs: {},
    buildContexts: {},
    platform: null,
    functions: [],
    file: 'base-images.yaml',
    line: 3,
    ...given,
  };
}

/** Reads the Lambdas of a tree and completes them. */
export async function readScenario(
  files: Record<string, string>,
  declarations: LambdaDeclaration[] = [],
) {
  const tree = InMemorySourceTree.of(files);
  const { packages } = await discoverPackages(tree);
  const graph = buildGraph(packages);
  const found = await discoverLambdas(tree, packages, declarations);
  const lambdas = found.lambdas.map(lambda => {
    const { diagnostics, ...completed } = completeLambda(lambda, graph);
    return { ...lambda, ...completed, ownDiagnostics: diagnostics };
  });
  const diagnostics = [
    ...found.diagnostics,
    ...lambdas.flatMap(lambda => lambda.ownDiagnostics),
  ].map(
    ({ code, severity, file, line }) => `${severity} ${code} ${file}:${line}`,
  );
  return { lambdas, diagnostics, messages: found.diagnostics };
}

/** Reads one Lambda, whose Dockerfile is that of `infra/label_lambda`. */
export async function readLambda(
  dockerfile: string,
  files: Record<string, string> = MONOREPO,
  declarations: LambdaDeclaration[] = [],
) {
  const result = await readScenario(
    { ...files, 'infra/label_lambda/Dockerfile': dockerfile },
    declarations,
  );
  return { ...result, lambda: result.lambdas[0] };
}

/** `name[extra]` of each. */
export function names(
  packages: readonly { package: string; extras: string[] }[],
): string[] {
  return packages.map(({ package: name, extras }) =>
    extras.length > 0 ? `${name}[${extras.join(',')}]` : name,
  );
}
