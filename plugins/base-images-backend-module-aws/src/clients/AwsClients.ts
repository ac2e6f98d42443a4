import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { CodeBuildClient } from '@aws-sdk/client-codebuild';
import { ECRClient } from '@aws-sdk/client-ecr';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { AwsCredentialsManager } from '@backstage/integration-aws-node';
import { SourceEnvironment } from '@base-images/backstage-plugin-base-images-node';
import { onCredentialsEnd, WatchedClient } from './onCredentialsEnd';
import { credentialsError, timelyCredentials } from './timelyCredentials';

/** The clients of one account in one region. */
export interface EnvironmentClients {
  codeBuild: CodeBuildClient;
  /** Sends every request once: an attempt that was refused would hide that the one before it was accepted. */
  codeBuildOnce: CodeBuildClient;
  ecr: ECRClient;
  lambda: LambdaClient;
  logs: CloudWatchLogsClient;
  s3: S3Client;
}

const CONNECTION_TIMEOUT_MS = 5_000;
/** From the beginning of a request to the beginning of its answer. */
const REQUEST_TIMEOUT_MS = 30_000;
/** Without a byte in either direction, also while an answer is being read. */
const SOCKET_TIMEOUT_MS = 30_000;

/** What goes wrong is an error, and nothing that is written to the console besides. */
const SILENT = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
};

/**
 * Clients by account and region. Credentials are only ever asked for the account of an environment, which the configuration
 * alone names.
 */
export class AwsClients {
  static create(options: {
    credentials: AwsCredentialsManager;
    endpoint?: string;
    /** Milliseconds until a request is given up that gets no answer. */
    requestTimeoutMs?: number;
  }): AwsClients {
    return new AwsClients(
      options.credentials,
      options.endpoint,
      options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS,
    );
  }

  readonly #clients = new Map<string, Promise<EnvironmentClients>>();
  /** Whose credentials have ended, whatever their own time says: the next clients get new ones. */
  readonly #ended = new Set<string>();

  private constructor(
    private readonly credentials: AwsCredentialsManager,
    private readonly endpoint: string | undefined,
    private readonly requestTimeoutMs: number,
  ) {}

  /** @throws ServiceError `denied` when there are no credentials for the account. */
  async of(
    environment: Pick<SourceEnvironment, 'account' | 'region'>,
  ): Promise<EnvironmentClients> {
    const { account, region } = environment;
    const key = `${account}/${region}`;
    let clients = this.#clients.get(key);
    if (!clients) {
      clients = this.#create(account, region);
      this.#clients.set(key, clients);
    }
    try {
      return await clients;
    } catch (error) {
      this.#clients.delete(key);
      throw credentialsError(error, account);
    }
  }

  async #create(account: string, region: string): Promise<EnvironmentClients> {
    const { sdkCredentialProvider } =
      await this.credentials.getCredentialProvider({ accountId: account });
    const key = `${account}/${region}`;
    const ask: typeof sdkCredentialProvider = this.#ended.delete(key)
      ? options => sdkCredentialProvider({ ...options, forceRefresh: true })
      : sdkCredentialProvider;
    let isEnded = false;
    const watch = <T extends WatchedClient>(client: T) =>
      onCredentialsEnd(client, () => {
        // Once for all of these clients: those that come after them may be made already.
        if (!isEnded) {
          isEnded = true;
          this.#ended.add(key);
          this.#clients.delete(key);
        }
      });
    const options = {
      region,
      credentials: timelyCredentials(ask, account),
      endpoint: this.endpoint,
      customUserAgent: 'backstage-base-images',
      requestHandler: {
        connectionTimeout: CONNECTION_TIMEOUT_MS,
        requestTimeout: this.requestTimeoutMs,
        socketTimeout: SOCKET_TIMEOUT_MS,
        throwOnRequestTimeout: true,
      },
    };
    return {
      codeBuild: watch(new CodeBuildClient(options)),
      codeBuildOnce: watch(new CodeBuildClient({ ...options, maxAttempts: 1 })),
      ecr: watch(new ECRClient(options)),
      lambda: watch(new LambdaClient(options)),
      logs: watch(new CloudWatchLogsClient(options)),
      s3: watch(
        new S3Client({
          ...options,
          logger: SILENT,
          // A bucket of a simulator is no host of its own.
          forcePathStyle: this.endpoint !== undefined,
        }),
      ),
    };
  }
}
