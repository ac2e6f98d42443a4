import { DockerfileInstruction } from '../docker/DockerfileModel';
import { stageChain } from '../docker/reachableStages';
import { StageStep } from '../docker/ResolvedStage';
import { TracedDockerfile } from './RewriteInput';

/** One instruction of the stages that the target stands on, flattened. */
export interface ChainStep {
  /** Place in the chain, from 0. */
  position: number;
  /** Number of its stage. */
  stage: number;
  instruction: DockerfileInstruction;
  /** What it does to files or runs, if anything. */
  step: StageStep | undefined;
}

/** The instructions of the chain of stages that ends in the target, in the order in which they apply. */
export function chainSteps({
  model,
  stages,
  target,
}: TracedDockerfile): ChainStep[] {
  let position = 0;
  return stageChain(stages, target).flatMap(({ index, steps }) => {
    const byInstruction = new Map(
      steps.flatMap(step =>
        step.kind === 'workdir' ? [] : [[step.instruction, step] as const],
      ),
    );
    return model.stages[index].instructions.map(instruction => ({
      position: position++,
      stage: index,
      instruction,
      step: byInstruction.get(instruction),
    }));
  });
}
