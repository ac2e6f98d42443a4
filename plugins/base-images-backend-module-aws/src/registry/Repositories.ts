import { isError } from '@backstage/errors';
import {
  CreateRepositoryCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  GetLifecyclePolicyCommand,
  PutLifecyclePolicyCommand,
} from '@aws-sdk/client-ecr';
import { ServiceRequest } from '@base-images/backstage-plugin-base-images-node';
import { AwsClients } from '../clients/AwsClients';
import { callAws } from '../clients/callAws';
import { isRepositoryMissing } from './isRepositoryMissing';
import { lifecyclePolicy } from './lifecyclePolicy';

type RepositoryRequest = ServiceRequest & { repository: string };

/** The repositories of an environment in Amazon ECR. */
export class Repositories {
  static create(options: { clients: AwsClients }): Repositories {
    return new Repositories(options.clients);
  }

  private constructor(private readonly clients: AwsClients) {}

  /**
   * A repository that is there stays as it is, but for one case: it was made and nothing else was done, so that it has neither
   * rules nor images. That is what a process leaves behind that ends in between.
   */
  async ensure(request: RepositoryRequest): Promise<void> {
    const { repository, signal } = request;
    await callAws(`Repository ${repository}`, signal, async () => {
      if (!(await this.#isThere(request))) {
        await this.#make(request);
        await this.#setRules(request);
      } else if (await this.#isUnfinished(request)) {
        await this.#setRules(request);
      }
    });
  }

  async #isThere({
    environment,
    repository,
    signal,
  }: RepositoryRequest): Promise<boolean> {
    const { ecr } = await this.clients.of(environment);
    try {
      await ecr.send(
        new DescribeRepositoriesCommand({
          registryId: environment.account,
          repositoryNames: [repository],
        }),
        { abortSignal: signal },
      );
      return true;
    } catch (error) {
      if (isRepositoryMissing(error)) {
        return false;
      }
      throw error;
    }
  }

  async #isUnfinished({
    environment,
    repository,
    signal,
  }: RepositoryRequest): Promise<boolean> {
    const { ecr } = await this.clients.of(environment);
    const options = { abortSignal: signal };
    const place = {
      registryId: environment.account,
      repositoryName: repository,
    };
    try {
      await ecr.send(new GetLifecyclePolicyCommand(place), options);
      return false;
    } catch (error) {
      if (
        !isError(error) ||
        error.name !== 'LifecyclePolicyNotFoundException'
      ) {
        throw error;
      }
    }
    const { imageDetails = [] } = await ecr.send(
      new DescribeImagesCommand({ ...place, maxResults: 1 }),
      options,
    );
    return imageDetails.length === 0;
  }

  /** Tags stay where they are set: the registry itself sees to it that nothing is ever moved. */
  async #make({
    environment,
    repository,
    signal,
  }: RepositoryRequest): Promise<void> {
    const { ecr } = await this.clients.of(environment);
    try {
      await ecr.send(
        new CreateRepositoryCommand({
          registryId: environment.account,
          repositoryName: repository,
          imageTagMutability: 'IMMUTABLE',
          imageScanningConfiguration: { scanOnPush: true },
          tags: [{ Key: 'base-images:source', Value: environment.sourceId }],
        }),
        { abortSignal: signal },
      );
    } catch (error) {
      if (
        !isError(error) ||
        error.name !== 'RepositoryAlreadyExistsException'
      ) {
        throw error;
      }
    }
  }

  async #setRules({
    environment,
    repository,
    signal,
  }: RepositoryRequest): Promise<void> {
    const { ecr } = await this.clients.of(environment);
    await ecr.send(
      new PutLifecyclePolicyCommand({
        registryId: environment.account,
        repositoryName: repository,
        lifecyclePolicyText: JSON.stringify(lifecyclePolicy()),
      }),
      { abortSignal: signal },
    );
  }
}
