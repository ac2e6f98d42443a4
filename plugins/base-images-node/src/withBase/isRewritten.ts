import { DockerfileModel } from '../docker/DockerfileModel';
import { BASE_ARGUMENT } from '../lambda/isDockerfilePath';
import { ON_BASE, PREPARED } from './checkHeader';

/** Whether a Dockerfile has the stages that a rewrite gives it. */
export function isRewritten({ stages }: DockerfileModel): boolean {
  const names = stages.map(stage => stage.name);
  return (
    names.includes(PREPARED) &&
    names.includes(`${PREPARED}${ON_BASE}`) &&
    stages.some(
      ({ image }) => image === `${PREPARED}\${${BASE_ARGUMENT}:+${ON_BASE}}`,
    )
  );
}
