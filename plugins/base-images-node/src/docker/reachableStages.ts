import { ResolvedStage, StageSource } from './ResolvedStage';

/** The stages that a stage is made from, itself included, each after those that it needs. */
export function reachableStages(
  stages: readonly ResolvedStage[],
  target: number,
): ResolvedStage[] {
  const order: ResolvedStage[] = [];
  const seen = new Set<number>();
  const pending: { stage: number; done: boolean }[] = [
    { stage: target, done: false },
  ];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const stage = stages[next.stage];
    if (next.done) {
      order.push(stage);
    } else if (stage && !seen.has(next.stage)) {
      seen.add(next.stage);
      pending.push({ stage: next.stage, done: true });
      const needed = sourcesOf(stage).flatMap(source =>
        source.kind === 'stage' ? [source.index] : [],
      );
      // The last one pushed is looked at first: stages come in the order of the file where nothing else decides.
      [...new Set(needed)]
        .sort((a, b) => b - a)
        .forEach(index => pending.push({ stage: index, done: false }));
    }
  }
  return order;
}

/** The stages in the chain of FROM that ends in a stage, the first one first. */
export function stageChain(
  stages: readonly ResolvedStage[],
  target: ResolvedStage,
): ResolvedStage[] {
  const chain = [target];
  for (
    let { base } = target;
    base.kind === 'stage' && chain.length <= stages.length;
    { base } = chain[0]
  ) {
    chain.unshift(stages[base.index]);
  }
  return chain;
}

/** Whatever a stage reads from, its base first. */
export function sourcesOf(stage: ResolvedStage): StageSource[] {
  return [
    stage.base,
    ...stage.steps.flatMap(step => {
      if (step.kind === 'copy') {
        return [step.from];
      }
      return step.kind === 'run' ? step.mounts.map(mount => mount.from) : [];
    }),
  ];
}
