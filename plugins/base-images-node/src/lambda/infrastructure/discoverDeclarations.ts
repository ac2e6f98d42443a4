import { posix } from 'node:path';
import { Diagnostic } from '@base-images/backstage-plugin-base-images-common';
import { findOrMake } from '../../memory/findOrMake';
import { Recorder } from '../../memory/Recorder';
import { ScanSession } from '../../memory/ScanSession';
import { TraceBuilder } from '../../memory/TraceBuilder';
import { mapConcurrently } from '../../source/mapConcurrently';
import { SourceTree } from '../../source/SourceTree';
import { LambdaDeclaration } from '../LambdaDeclaration';
import { CallSignature, defaultPulumiComponents } from './CallSignature';
import { CandidateKind, findCandidates } from './candidates';
import { unreadable } from './diagnostics';
import {
  Findings,
  InfrastructureFile,
  joinFindings,
} from './InfrastructureFile';
import { mergeDeclarations } from './mergeDeclarations';
import { parsePython } from './program/python/parsePython';
import { parseTypeScript } from './program/typescript/parseTypeScript';
import { UnparsableProgramError } from './program/parseWithin';
import { ProgramEvaluator } from './program/ProgramEvaluator';
import { mayBeBake, readBake } from './readBake';
import { mayBeCdk, readCdk } from './readCdk';
import { readCdkAssets, templateOfAssets } from './readCdkAssets';
import { mayBeCloudFormation, readCloudFormation } from './readCloudFormation';
import { readCompose } from './readCompose';
import { mayBePulumi, readPulumi } from './readPulumi';
import { readServerless, serverlessParts } from './readServerless';
import { mayBeTerraform, readTerraform } from './readTerraform';

/** Options of {@link discoverDeclarations}. @public */
export interface DiscoverDeclarationsOptions {
  /** Components of Pulumi code that build the image of a Lambda; {@link defaultPulumiComponents} where not given. */
  pulumiComponents?: CallSignature[];
  /** What an earlier scan of the same source found out. */
  session?: ScanSession;
}

/** Larger files are not written by people. */
const MAX_FILE_SIZE = 1_000_000;
const READ_CONCURRENCY = 16;

/**
 * Finds out from infrastructure code which images are built for which Lambda functions: AWS SAM and CloudFormation, Serverless
 * Framework, AWS CDK (Python, TypeScript, synthesized), Terraform, Pulumi (Python, TypeScript), Docker Bake and Compose.
 *
 * @remarks
 * Nothing is run, and nothing outside of the tree is read. Each file that its name makes a candidate is read once; files over
 * 1 MB are skipped. Content that cannot be understood becomes a diagnostic, never an error. The result is sorted, and depends on
 * the tree alone.
 *
 * @public
 */
export async function discoverDeclarations(
  tree: SourceTree,
  options: DiscoverDeclarationsOptions = {},
): Promise<{ declarations: LambdaDeclaration[]; diagnostics: Diagnostic[] }> {
  const components = options.pulumiComponents ?? defaultPulumiComponents;
  const { session = ScanSession.begin(tree) } = options;
  const originalOf = originals(tree);

  const readCandidate = async (
    path: string,
    kind: CandidateKind,
    observed: SourceTree,
    trace: TraceBuilder,
  ): Promise<Findings> => {
    const file = await readInfrastructureFile(observed, path);
    if (!file) {
      return { declarations: [], diagnostics: [] };
    }
    const { text } = file;
    if (kind === 'serverless') {
      const parts = new Map<string, string>();
      for (const part of serverlessParts(path, text)) {
        const partText = await readText(observed, part);
        if (partText !== undefined) {
          parts.set(part, partText);
        }
      }
      return readServerless(file, parts);
    } else if (kind === 'assets') {
      const template = text.includes('dockerFile')
        ? await readText(observed, templateOfAssets(path))
        : undefined;
      return readCdkAssets(file, template, copy => {
        trace.addEverything();
        return originalOf(copy);
      });
    }
    return readFile(file, kind, components);
  };

  const candidates = session.derive('candidates', [session.listing], () => [
    ...findCandidates(tree.files),
  ]);
  const programs = candidates.filter(([, kind]) => kind !== 'terraform');
  const findings = await findOrMake(
    programs,
    READ_CONCURRENCY,
    ([path]) => session.infrastructure.find(path, components),
    async ([path, kind]) => {
      await session.turn();
      const recorder = new Recorder();
      const observed = recorder.observe(tree);
      return session.infrastructure.recall(
        path,
        components,
        recorder,
        async trace => {
          try {
            return await readCandidate(path, kind, observed, trace);
          } catch (error) {
            return failure(path, error);
          }
        },
      );
    },
  );
  const recorder = new Recorder();
  const terraform = candidates.flatMap(([path, kind]) =>
    kind === 'terraform' ? [path] : [],
  );
  findings.push(
    await session.infrastructure.recall(
      '*.tf',
      terraform.join('\n'),
      recorder,
      () =>
        readTerraformFiles(recorder.observe(session.reads.of(tree)), terraform),
    ),
  );
  return session.derive('declarations of infrastructure', findings, () => {
    const { declarations, diagnostics } = joinFindings(findings);
    return {
      declarations: mergeDeclarations(declarations),
      diagnostics: sortDiagnostics(diagnostics),
    };
  });
}

/** Terraform is read as a whole, because a module is all files of a folder and uses those of others. */
async function readTerraformFiles(
  tree: SourceTree,
  paths: readonly string[],
): Promise<Findings> {
  const files = await mapConcurrently(paths, READ_CONCURRENCY, path =>
    readInfrastructureFile(tree, path),
  );
  const terraform = files
    .flatMap(file => file ?? [])
    .sort((left, right) => (left.path < right.path ? -1 : 1));
  return terraform.some(file => mayBeTerraform(file.text))
    ? readTerraform(terraform)
    : { declarations: [], diagnostics: [] };
}

async function readInfrastructureFile(
  tree: SourceTree,
  path: string,
): Promise<InfrastructureFile | undefined> {
  const text = await readText(tree, path);
  return text === undefined
    ? undefined
    : { path, text, hasFile: other => tree.files.has(other) };
}

async function readText(
  tree: SourceTree,
  path: string,
): Promise<string | undefined> {
  const entry = tree.files.get(path);
  if (!entry || entry.type !== 'file' || entry.size > MAX_FILE_SIZE) {
    return undefined;
  }
  try {
    return (await tree.read(path)).toString('utf8');
  } catch {
    // The tree lists a file that is gone, or that it refuses: nothing can be told from it.
    return undefined;
  }
}

function readFile(
  file: InfrastructureFile,
  kind: CandidateKind,
  components: CallSignature[],
): Findings {
  const { text } = file;
  if (kind === 'cloudformation' && mayBeCloudFormation(text)) {
    return readCloudFormation(file);
  }
  if (kind === 'compose') {
    return readCompose(file);
  }
  if (kind === 'bake' && mayBeBake(text)) {
    return readBake(file);
  }
  if (kind === 'python' || kind === 'typescript') {
    const isCdk = mayBeCdk(text);
    const isPulumi = mayBePulumi(text, components);
    if (isCdk || isPulumi) {
      const program = new ProgramEvaluator(
        kind === 'python' ? parsePython(text) : parseTypeScript(text),
        file.path,
      );
      const findings = joinFindings([
        ...(isCdk ? [readCdk(file, program)] : []),
        ...(isPulumi ? [readPulumi(file, program, components)] : []),
      ]);
      if (program.exhausted) {
        findings.diagnostics.push(
          unreadable(
            file.path,
            null,
            'The program is too large to be followed to its end.',
            'Split it, or name its Dockerfiles under `lambdas` in base-images.yaml.',
          ),
        );
      }
      return findings;
    }
  }
  return { declarations: [], diagnostics: [] };
}

/** What is too hostile to be parsed; should a reader fail for another reason, the rest of the tree is still read. */
function failure(path: string, error: unknown): Findings {
  const { message, line } =
    error instanceof UnparsableProgramError
      ? error
      : {
          message: 'The file cannot be read as infrastructure code.',
          line: null,
        };
  return {
    declarations: [],
    diagnostics: [
      unreadable(
        path,
        line,
        message,
        'Name its Dockerfiles under `lambdas` in base-images.yaml.',
      ),
    ],
  };
}

/** Files outside of a cloud assembly by the content of one inside, where just one has it. */
function originals(tree: SourceTree): (path: string) => string | undefined {
  let byBlob: Map<string, string[]> | undefined;
  return path => {
    const copy = tree.files.get(path);
    if (!byBlob) {
      byBlob = new Map();
      for (const file of tree.files.values()) {
        if (
          /dockerfile/i.test(posix.basename(file.path)) &&
          !/(?:^|\/)cdk\.out\//.test(file.path)
        ) {
          byBlob.set(file.blobId, [
            ...(byBlob.get(file.blobId) ?? []),
            file.path,
          ]);
        }
      }
    }
    const found = copy && byBlob.get(copy.blobId);
    return found?.length === 1 ? found[0] : undefined;
  };
}

function sortDiagnostics(diagnostics: Diagnostic[]): Diagnostic[] {
  const unique = new Map(
    diagnostics.map(diagnostic => [JSON.stringify(diagnostic), diagnostic]),
  );
  const key = ({ file, line, code, message }: Diagnostic) =>
    [file, String(line ?? 0).padStart(8, '0'), code, message].join('\0');
  return [...unique.values()].sort((left, right) =>
    key(left) < key(right) ? -1 : 1,
  );
}
