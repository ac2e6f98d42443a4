import { payForCopy, ShellState, UNKNOWN_TEXT } from './ShellState';

type Snapshot = Pick<ShellState, 'cwd' | 'variables' | 'arrays' | 'parameters'>;

/**
 * Several ways that a script may take. Each begins with the same state; what is not the same after all of them cannot be told
 * afterwards. A way that ends the script does not count.
 */
export class Alternatives {
  readonly #start: Snapshot;
  readonly #ends: Snapshot[] = [];

  constructor(private readonly state: ShellState) {
    this.#start = take(state);
  }

  /** The script may take none of the ways. */
  addNone() {
    this.#ends.push(this.#start);
  }

  /** Ends one way; the next one begins where all begin. */
  endWay() {
    if (!this.state.ended) {
      this.#ends.push(take(this.state));
    }
    this.state.ended = false;
    put(this.#start, this.state);
  }

  /** Goes on after all of the ways. Tells whether the state is the same as before them. */
  join(): boolean {
    const { state } = this;
    const [first, ...others] = this.#ends;
    if (!first) {
      state.ended = true;
      return true;
    }
    put(first, state);
    for (const other of others) {
      forgetDifferences(state, other);
    }
    return isSame(state, this.#start);
  }
}

function take(state: ShellState): Snapshot {
  payForCopy(state);
  const { cwd, variables, arrays, parameters } = state;
  return {
    cwd,
    variables: new Map(variables),
    arrays: new Map(arrays),
    parameters,
  };
}

/** Functions share the maps of the state, so these stay the same objects. */
function put(snapshot: Snapshot, state: ShellState) {
  state.cwd = snapshot.cwd;
  state.parameters = snapshot.parameters;
  replace(state.variables, snapshot.variables);
  replace(state.arrays, snapshot.arrays);
}

function replace<T>(map: Map<string, T>, content: ReadonlyMap<string, T>) {
  map.clear();
  content.forEach((value, key) => map.set(key, value));
}

function forgetDifferences(state: ShellState, other: Snapshot) {
  if (state.cwd !== other.cwd) {
    state.cwd = undefined;
  }
  if (!isSameList(state.parameters, other.parameters)) {
    state.parameters = [UNKNOWN_TEXT];
  }
  for (const name of differences(state, other)) {
    state.variables.set(name, UNKNOWN_TEXT);
    state.arrays.delete(name);
  }
}

function isSame(state: Snapshot, other: Snapshot): boolean {
  return (
    state.cwd === other.cwd &&
    isSameList(state.parameters, other.parameters) &&
    differences(state, other).length === 0
  );
}

/** Names of variables that have other values. */
function differences(state: Snapshot, other: Snapshot): string[] {
  const names = new Set([
    ...state.variables.keys(),
    ...other.variables.keys(),
    ...state.arrays.keys(),
    ...other.arrays.keys(),
  ]);
  return [...names].filter(
    name =>
      state.variables.get(name) !== other.variables.get(name) ||
      !isSameList(state.arrays.get(name) ?? [], other.arrays.get(name) ?? []),
  );
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
