import { matchGlob } from '../glob/matchGlob';
import { FunctionSummary } from '../services/ImageRegistry';
import { ImageNode } from './ImageNode';

/** A part of a name that only a deployment fills in. */
const HOLE = /\{[^}]*\}/g;

/**
 * The image that each function belongs to: the one of its platform whose infrastructure code names it; where several patterns
 * match, the one that says most.
 *
 * @returns ids of images by the names of functions.
 * @public
 */
export function functionOwners(
  nodes: readonly ImageNode[],
  functions: readonly FunctionSummary[],
): Map<string, string> {
  const patterns = nodes.flatMap(node =>
    node.functions.map(name => ({
      node,
      pattern: functionPattern(name),
      literal: name.replace(HOLE, '').replaceAll('*', '').length,
    })),
  );
  patterns.sort((a, b) => b.literal - a.literal);
  // Most functions are named whole, and there may be thousands.
  const named = new Map<string, ImageNode>();
  for (const { node, pattern } of patterns) {
    const key = `${node.target.platform} ${pattern}`;
    if (isWholeName(pattern) && !named.has(key)) {
      named.set(key, node);
    }
  }
  const globs = patterns.filter(({ pattern }) => !isWholeName(pattern));
  const owners = new Map<string, string>();
  for (const { functionName, platform } of functions) {
    const whole = named.get(`${platform} ${functionName}`);
    if (whole) {
      owners.set(functionName, whole.id);
      continue;
    }
    const owner = globs.find(
      ({ node, pattern }) =>
        node.target.platform === platform && matchGlob(pattern, functionName),
    );
    if (owner) {
      owners.set(functionName, owner.node.id);
    }
  }
  return owners;
}

/** Whether the name of a function is known before a deployment. */
export function isWholeName(name: string): boolean {
  return !/[*?[\]{}\\]/.test(name);
}

function functionPattern(name: string): string {
  return name.replace(/[?[\]\\]/g, '?').replace(HOLE, '*');
}
