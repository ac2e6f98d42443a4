import { PackageWithExtras } from '@base-images/backstage-plugin-base-images-common';
import { SourceRange } from '../docker/DockerfileModel';
import { BaseContents } from './BaseContents';
import { ChainStep } from './ChainStep';
import { Carrier } from './findCarriers';
import { readPackageCopy } from './PackageCopy';
import { RewriteInput } from './RewriteInput';
import { isRemove, RewritePlan } from './RewritePlan';
import { KeptPart, RewrittenPart } from './WithBase';

/** Tells what a rewrite took out, and what of the base image's packages it left in. */
export function describeRewrite(
  { traced, packages }: RewriteInput,
  steps: readonly ChainStep[],
  plan: RewritePlan,
  carriers: readonly Carrier[],
  contents: BaseContents,
): { removed: RewrittenPart[]; kept: KeptPart[] } {
  const removed: RewrittenPart[] = [];
  const kept: KeptPart[] = [];
  for (const copy of plan.copies) {
    const { range } = copy.at.instruction;
    removed.push(toPart('copy', range, copy.packages.map(withoutExtras)));
  }
  for (const { at, packages: carried } of carriers) {
    removed.push(toPart('copy', at.instruction.range, carried));
  }
  for (const run of plan.runs) {
    for (const segment of plan.removedSegments(run)) {
      for (const item of segment.observed.filter(isRemove)) {
        removed.push(toPart('remove', item.command.range, []));
      }
    }
    for (const {
      observed,
      outcome,
      removed: gone,
      retained,
    } of run.plans.values()) {
      const { range } = observed.command;
      const held = retained.filter(item => contents.has(item.package));
      if (outcome !== 'retained') {
        removed.push(toPart('install', range, gone));
      }
      if (held.length > 0) {
        const reason =
          'The command also installs what the base image does not hold, or asks for more extras.';
        kept.push({ ...toPart('install', range, held), reason });
      }
    }
  }
  const gone = new Set(plan.copies.map(copy => copy.at.position));
  for (const at of steps) {
    const copy =
      at.step?.kind === 'copy' && !gone.has(at.position)
        ? readPackageCopy(at, at.step, traced.context, packages)
        : undefined;
    const held = copy?.packages.filter(name => contents.has(name)) ?? [];
    if (held.length > 0) {
      const part = toPart(
        'copy',
        at.instruction.range,
        held.map(withoutExtras),
      );
      const reason = 'Something that stays reads it, or it stays in the image.';
      kept.push({ ...part, reason });
    }
  }
  return { removed: removed.sort(byLine), kept: kept.sort(byLine) };
}

function toPart(
  kind: RewrittenPart['kind'],
  { startLine, endLine }: SourceRange,
  packages: readonly PackageWithExtras[],
): RewrittenPart {
  const sorted = [...packages].sort((a, b) => (a.package < b.package ? -1 : 1));
  return { kind, line: startLine, endLine, packages: sorted };
}

function withoutExtras(name: string): PackageWithExtras {
  return { package: name, extras: [] };
}

function byLine(a: RewrittenPart, b: RewrittenPart): number {
  return a.line - b.line;
}
