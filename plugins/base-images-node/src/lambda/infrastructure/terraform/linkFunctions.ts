import { evaluateHcl } from '../hcl/evaluateHcl';
import { callsBehind, Value } from '../program/Value';
import { TerraformRoot } from './TerraformRoot';

/** Finds the image of each function: by what its URI is made from, else by the repository that both name. */
export function linkFunctions(root: TerraformRoot): void {
  for (const lambda of root.functions) {
    const behind = keysBehind(lambda.uri ? [lambda.uri] : [], root);
    let images = root.images.filter(({ key }) => behind.has(key));
    if (images.length === 0) {
      const repositories = [...behind].filter(isRepository);
      const pushed = root.images.filter(({ names }) => {
        const pushedTo = keysBehind(names, root);
        return repositories.some(repository => pushedTo.has(repository));
      });
      images = pushed.length === 1 ? pushed : [];
    }
    for (const found of images) {
      found.isFunction = true;
      found.functions.push(...lambda.names);
      found.written.platform ??= lambda.platform;
      lambda.isLinked = true;
    }
  }
}

function isRepository(key: string): boolean {
  return /\|(?:aws_ecr_repository\.|module\.[^.]*(?:ecr|repo|registry))/.test(
    key,
  );
}

/** The addresses of everything that values were made from, followed through the attributes of resources; bounded. */
function keysBehind(values: Value[], root: TerraformRoot): Set<string> {
  const keys = new Set<string>();
  const pending = [...values];
  for (let steps = 0; pending.length > 0 && steps < 2_000; steps += 1) {
    const value = pending.pop();
    for (const name of value ? referencesOf(value) : []) {
      const address =
        /^[^|]*\|(?:module\.[^.[]+|[^.[]+\.[^.[]+)(?:\[[^\]]*\])?/.exec(
          name,
        )?.[0];
      const plain = address?.replace(/\[[^\]]*\]$/, '');
      const candidates = [address, plain].filter(
        candidate => candidate !== undefined,
      );
      for (const candidate of candidates) {
        if (!keys.has(candidate)) {
          keys.add(candidate);
          const found = root.blocks.get(candidate);
          for (const {
            value: expression,
          } of found?.block.body.attributes.values() ?? []) {
            if (found) {
              pending.push(evaluateHcl(expression, found.scope));
            }
          }
        }
      }
    }
  }
  return keys;
}

function referencesOf(value: Value): string[] {
  const names: string[] = [];
  const pending: Value[] = [value, ...callsBehind(value)];
  const seen = new Set<Value>();
  while (pending.length > 0 && seen.size < 500) {
    const next = pending.pop();
    if (!next || seen.has(next)) {
      continue;
    }
    seen.add(next);
    if (next.kind === 'reference') {
      names.push(next.name);
      if (next.from) {
        pending.push(next.from);
      }
    } else if (next.kind === 'text') {
      pending.push(...next.from);
    } else if (next.kind === 'list') {
      pending.push(...next.items);
    } else if (next.kind === 'record') {
      pending.push(...next.entries.values());
    }
  }
  return names;
}
