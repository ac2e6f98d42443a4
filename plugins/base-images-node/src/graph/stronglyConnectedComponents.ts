/**
 * The strongly connected components of a directed graph (Tarjan's algorithm, without recursion), each sorted, those first that
 * others lead to. Takes linear time.
 *
 * @param successors - for each node 0 to n − 1 the nodes that its edges lead to
 */
export function stronglyConnectedComponents(
  successors: readonly (readonly number[])[],
): number[][] {
  const size = successors.length;
  const order = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const onStack = new Uint8Array(size);
  const nextEdge = new Int32Array(size);
  const stack: number[] = [];
  const components: number[][] = [];
  let counter = 0;

  function enter(node: number, path: number[]) {
    order[node] = counter;
    low[node] = counter;
    counter += 1;
    stack.push(node);
    onStack[node] = 1;
    path.push(node);
  }

  function leave(node: number, path: number[]) {
    path.pop();
    const parent = path.at(-1);
    if (parent !== undefined) {
      low[parent] = Math.min(low[parent], low[node]);
    }
    if (low[node] === order[node]) {
      const component: number[] = [];
      let member: number;
      do {
        member = stack.pop()!;
        onStack[member] = 0;
        component.push(member);
      } while (member !== node);
      components.push(component.sort((a, b) => a - b));
    }
  }

  for (let root = 0; root < size; root += 1) {
    if (order[root] !== -1) {
      continue;
    }
    const path: number[] = [];
    enter(root, path);
    while (path.length > 0) {
      const node = path[path.length - 1];
      if (nextEdge[node] === successors[node].length) {
        leave(node, path);
        continue;
      }
      const target = successors[node][nextEdge[node]];
      nextEdge[node] += 1;
      if (order[target] === -1) {
        enter(target, path);
      } else if (onStack[target]) {
        low[node] = Math.min(low[node], order[target]);
      }
    }
  }
  return components;
}
