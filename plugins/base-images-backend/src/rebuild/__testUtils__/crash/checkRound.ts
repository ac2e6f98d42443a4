import { AwsSimulator } from '@base-images/aws-simulator';
import { imageTag } from '@base-images/backstage-plugin-base-images-node';
import { DatabaseRebuildStore } from '../../store/DatabaseRebuildStore';
import { ENVIRONMENT } from '../exampleRebuild';

const { account, region } = ENVIRONMENT;

/** What is not as it must be after a rebuild, by what AWS has. Empty when all is well. */
export async function checkRound(
  simulator: AwsSimulator,
  store: DatabaseRebuildStore,
  rebuildId: string,
): Promise<string[]> {
  const problems: string[] = [];
  const { builds, repositories } = simulator.region(account, region);
  const begun = Object.values(builds);

  const attempts = new Map<string, number>();
  for (const { environmentVariables } of begun) {
    const attempt = environmentVariables.find(
      ({ name }) => name === 'BASE_IMAGES_ATTEMPT',
    )?.value;
    attempts.set(`${attempt}`, (attempts.get(`${attempt}`) ?? 0) + 1);
  }
  for (const [attempt, count] of attempts) {
    if (count > 1) {
      problems.push(`${count} builds began for attempt ${attempt}`);
    }
    if (!(await store.getBuild(attempt))) {
      problems.push(`Attempt ${attempt} is in no row`);
    }
  }

  const rebuild = await store.get(rebuildId);
  if (rebuild?.state !== 'done') {
    problems.push(`The rebuild is ${rebuild?.state}: ${rebuild?.message}`);
  }
  const digests = new Set(
    begun.map(build => build.exportedVariables.BASE_IMAGES_DIGEST),
  );
  for (const step of await store.steps(rebuildId)) {
    const { repository, name } = step.plan;
    const { tags = {} } = repositories[repository] ?? {};
    const committed = Object.entries(tags).filter(([tag]) =>
      tag.startsWith('src-'),
    );
    const [[tag, digest] = []] = committed;
    if (committed.length !== 1 || !digest || !digests.has(digest)) {
      problems.push(`${name} has the tags ${Object.keys(tags).join(', ')}`);
    }
    const rows = await store.images(`${account}/${region}`, [repository]);
    if (
      step.state !== 'done' ||
      step.digest !== digest ||
      rows.length !== 1 ||
      rows[0].digest !== digest ||
      imageTag(rows[0].buildKey) !== tag
    ) {
      problems.push(`${name} is ${step.state} with ${step.digest}`);
    }
  }
  const active = (await store.builds(rebuildId)).filter(build => build.active);
  if (active.length > 0) {
    problems.push(`${active.length} builds go on in their rows`);
  }
  return problems;
}
