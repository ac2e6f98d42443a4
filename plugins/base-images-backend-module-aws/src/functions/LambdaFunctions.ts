import {
  FunctionConfiguration,
  GetFunctionCommand,
  paginateListFunctions,
  UpdateFunctionCodeCommand,
  ListAliasesCommand,
} from '@aws-sdk/client-lambda';
import {
  FunctionSummary,
  mapConcurrently,
  matchGlob,
  ServiceError,
  ServiceRequest,
} from '@base-images/backstage-plugin-base-images-node';
import { allPages } from '../clients/allPages';
import { AwsClients, EnvironmentClients } from '../clients/AwsClients';
import { callAws } from '../clients/callAws';
import { toServiceError } from '../clients/toServiceError';
import { redact } from '../redact';

const CONCURRENCY = 8;
const PAGE = 50;
const MAX_PAGES = 1_000;
/** How often a deployment is tried when somebody else changes the function at the same time. */
const ATTEMPTS = 3;

/** The functions of an environment that run images. What else a function has (variables, code) is dropped at once. */
export class LambdaFunctions {
  static create(options: { clients: AwsClients }): LambdaFunctions {
    return new LambdaFunctions(options.clients);
  }

  private constructor(private readonly clients: AwsClients) {}

  /**
   * One request for 50 functions of the account; one more for each that changed since it was `known`, and another one for the
   * aliases of those that may be deployed to: nothing else asks for them.
   */
  async list({
    environment,
    signal,
    known,
  }: ServiceRequest & {
    known: readonly FunctionSummary[];
  }): Promise<FunctionSummary[]> {
    const clients = await this.clients.of(environment);
    const listed: FunctionConfiguration[] = [];
    await callAws('Functions', signal, async () => {
      const pages = paginateListFunctions(
        { client: clients.lambda, pageSize: PAGE },
        {},
        { abortSignal: signal },
      );
      for await (const page of allPages(pages, MAX_PAGES)) {
        listed.push(
          ...(page.Functions ?? []).filter(
            item =>
              item.PackageType === 'Image' &&
              matchesOne(environment.functions, item.FunctionName ?? ''),
          ),
        );
      }
    });
    const before = new Map(known.map(item => [item.functionName, item]));
    const read = await mapConcurrently(listed, CONCURRENCY, async item => {
      const name = item.FunctionName ?? '';
      const earlier = before.get(name);
      return earlier && earlier.modifiedAt === modifiedAt(item)
        ? [earlier]
        : this.#readIfThere(clients, name, {
            signal,
            withAliases: matchesOne(environment.deploy, name),
          });
    });
    return read.flat();
  }

  /** Nothing for a function that was deleted after it was listed. */
  async #readIfThere(
    clients: EnvironmentClients,
    functionName: string,
    options: { signal?: AbortSignal; withAliases: boolean },
  ): Promise<FunctionSummary[]> {
    try {
      return [(await this.#read(clients, functionName, options)).summary];
    } catch (error) {
      if (error instanceof ServiceError && error.kind === 'not-found') {
        return [];
      }
      throw error;
    }
  }

  async #read(
    { lambda }: EnvironmentClients,
    functionName: string,
    { signal, withAliases }: { signal?: AbortSignal; withAliases: boolean },
  ): Promise<{
    summary: FunctionSummary;
    updating: boolean;
    /** Why the last update failed; undefined when it did not. */
    failure: string | undefined;
  }> {
    const options = { abortSignal: signal };
    return callAws(`Function ${functionName}`, signal, async () => {
      const { Code, Configuration = {} } = await lambda.send(
        new GetFunctionCommand({ FunctionName: functionName }),
        options,
      );
      const { Aliases = [] } = withAliases
        ? await lambda.send(
            new ListAliasesCommand({ FunctionName: functionName, MaxItems: 1 }),
            options,
          )
        : {};
      const [architecture] = Configuration.Architectures ?? [];
      const updating = Configuration.LastUpdateStatus === 'InProgress';
      return {
        updating,
        failure:
          Configuration.LastUpdateStatus === 'Failed'
            ? (Configuration.LastUpdateStatusReason ?? 'no reason was given')
            : undefined,
        summary: {
          functionName,
          image: Code?.ImageUri ?? null,
          digest:
            /@(sha256:[0-9a-f]{64})$/.exec(Code?.ResolvedImageUri ?? '')?.[1] ??
            null,
          platform: architecture === 'arm64' ? 'linux/arm64' : 'linux/amd64',
          revisionId: Configuration.RevisionId ?? '',
          // What it runs changes once more when the update ends, without another time.
          modifiedAt: `${modifiedAt(Configuration)}${updating ? ' (being changed)' : ''}`,
          hasAliases: Aliases.length > 0,
        },
      };
    });
  }

  /** Read just before, changed only if it still runs the planned image; on a conflict read again. */
  async deploy(
    request: ServiceRequest & {
      functionName: string;
      image: string;
      fromDigest: string;
      toDigest: string;
      begun?: string;
      onBegin?(revision: string): Promise<void>;
    },
  ): Promise<void> {
    const { environment, functionName, signal, fromDigest, toDigest } = request;
    const allowed = [environment.functions, environment.deploy].every(
      patterns => matchesOne(patterns, functionName),
    );
    if (!allowed) {
      throw new ServiceError(
        'denied',
        `The environment does not allow deployments to ${functionName}. Add it to functions and deploy in its configuration.`,
      );
    }
    const clients = await this.clients.of(environment);
    for (let attempt = 1; ; attempt++) {
      const { summary, updating, failure } = await this.#read(
        clients,
        functionName,
        {
          signal,
          withAliases: true,
        },
      );
      if (updating) {
        throw beingChanged(functionName);
      }
      if (summary.digest === toDigest) {
        return;
      }
      // At the revision of before, what failed was a change of somebody else.
      if (
        failure !== undefined &&
        request.begun !== undefined &&
        request.begun !== summary.revisionId
      ) {
        throw new ServiceError(
          'invalid',
          `The update of ${functionName} failed: ${redact(failure)}`,
        );
      }
      if (summary.hasAliases) {
        throw new ServiceError(
          'conflict',
          `${functionName} has aliases: deploy it as those are deployed.`,
        );
      }
      if (summary.digest !== fromDigest) {
        throw new ServiceError(
          'conflict',
          `${functionName} runs ${summary.digest ?? 'no image'} by now, instead of ${fromDigest}.`,
        );
      }
      await request.onBegin?.(summary.revisionId);
      try {
        await clients.lambda.send(
          new UpdateFunctionCodeCommand({
            FunctionName: functionName,
            ImageUri: request.image,
            RevisionId: summary.revisionId,
          }),
          { abortSignal: signal },
        );
      } catch (error) {
        signal?.throwIfAborted();
        const known = toServiceError(error, `Deployment to ${functionName}`);
        if (known.kind !== 'conflict') {
          throw known;
        }
        if (attempt === ATTEMPTS) {
          throw beingChanged(functionName);
        }
        continue;
      }
      // Accepted is not done: the image may still be refused.
      throw beingChanged(functionName);
    }
  }
}

function matchesOne(patterns: readonly string[], name: string): boolean {
  return patterns.some(pattern => matchGlob(pattern, name));
}

function beingChanged(functionName: string): ServiceError {
  return new ServiceError(
    'throttled',
    `${functionName} is being changed right now.`,
  );
}

/** Changes with code and configuration alike. */
function modifiedAt({
  LastModified,
  CodeSha256,
}: Pick<FunctionConfiguration, 'LastModified' | 'CodeSha256'>): string {
  return `${LastModified ?? ''} ${CodeSha256 ?? ''}`.trim();
}
