import { Case, CompoundList, For, If, Statement, While, Word } from 'unbash';
import { matchGlob } from '../../glob/matchGlob';
import { Alternatives } from './Alternatives';
import { isDecided, isEndless, negate } from './certainty';
import { Surroundings } from './expandCommand';
import { ShellStatus } from './ShellCommand';
import { ShellExpander } from './ShellExpander';
import { ShellHost } from './ShellHost';
import { isKnown, ShellState } from './ShellState';
import type { ScriptPlace } from './ShellWalker';

const MAXIMUM_ROUNDS = 500;

/** Goes through what a compound command holds. */
export type PartWalker = (
  part: CompoundList | Statement['command'],
  state: ShellState,
  around: Surroundings,
) => Promise<ShellStatus>;

/** Goes through `if`, `case` and loops: one way where it can be decided which, otherwise all of them. */
export class CompoundWalker {
  constructor(
    private readonly host: ShellHost,
    private readonly place: ScriptPlace,
    private readonly walkPart: PartWalker,
  ) {}

  /** One of several ways that the script may take. */
  async way(
    body: CompoundList | Statement['command'],
    state: ShellState,
    around: Surroundings,
    ways: Alternatives,
  ): Promise<ShellStatus> {
    const status = await this.walkPart(body, state, {
      ...around,
      conditional: true,
    });
    ways.endWay();
    return status;
  }

  /** The body of a loop that runs nobody knows how often. */
  async someRounds(
    body: CompoundList,
    state: ShellState,
    around: Surroundings,
  ): Promise<ShellStatus> {
    const ways = new Alternatives(state);
    ways.addNone();
    await this.way(body, state, around, ways);
    if (!ways.join()) {
      // A later round may begin with what this one has changed.
      const later = new Alternatives(state);
      later.addNone();
      await this.way(body, state, around, later);
      later.join();
    }
    return 'unknown';
  }

  async while(
    { clause, body, kind, pos, end }: While,
    state: ShellState,
    around: Surroundings,
  ): Promise<ShellStatus> {
    for (let round = 0; round < MAXIMUM_ROUNDS; round++) {
      const status = await this.walkPart(clause, state, around);
      const goesOn = kind === 'until' ? negate(status) : status;
      if (goesOn === 'unknown' || !isDecided(clause) || isEndless(clause)) {
        return this.someRounds(body, state, around);
      }
      if (goesOn === 'failure' || !state.budget.take()) {
        return 'success';
      }
      await this.walkPart(body, state, around);
      if (state.ended) {
        return 'success';
      }
    }
    const { startLine } = this.place(pos, end);
    this.host.doubt('unknown', startLine, 'the loop is too long');
    return 'unknown';
  }

  async if(
    node: If,
    state: ShellState,
    around: Surroundings,
  ): Promise<ShellStatus> {
    let ways: Alternatives | undefined;
    for (const { clause, then } of [node, ...node.elif]) {
      const conditional = around.conditional || ways !== undefined;
      const current = { ...around, conditional };
      const status = await this.walkPart(clause, state, current);
      if (status === 'success' && isDecided(clause)) {
        return this.#lastWay(then, state, around, ways);
      }
      if (status !== 'failure') {
        ways ??= new Alternatives(state);
        await this.way(then, state, around, ways);
      }
    }
    return this.#lastWay(node.else, state, around, ways);
  }

  async for(
    node: For,
    state: ShellState,
    around: Surroundings,
  ): Promise<ShellStatus> {
    const values = node.wordlist
      ? new ShellExpander(state).fields(node.wordlist)
      : state.parameters;
    let status: ShellStatus = 'success';
    for (const value of values.slice(0, MAXIMUM_ROUNDS)) {
      state.variables.set(node.name.value, value);
      status = await this.walkPart(node.body, state, around);
    }
    if (values.length > MAXIMUM_ROUNDS) {
      const { startLine } = this.place(node.pos, node.end);
      this.host.doubt('unknown', startLine, 'the loop is too long');
    }
    return status;
  }

  async case(
    node: Case,
    state: ShellState,
    around: Surroundings,
  ): Promise<ShellStatus> {
    const expander = new ShellExpander(state);
    const value = expander.text(node.word);
    let ways: Alternatives | undefined;
    for (const item of node.items) {
      const patterns = item.pattern.map((word: Word) => expander.text(word));
      const decided = isKnown(value) && patterns.every(isKnown);
      if (!decided) {
        ways ??= new Alternatives(state);
        await this.way(item.body, state, around, ways);
      } else if (patterns.some(pattern => matchGlob(pattern, value))) {
        return this.#lastWay(item.body, state, around, ways);
      }
    }
    return this.#lastWay(undefined, state, around, ways);
  }

  /** The way that is taken where none of those before it is. */
  async #lastWay(
    body: CompoundList | undefined,
    state: ShellState,
    around: Surroundings,
    ways: Alternatives | undefined,
  ): Promise<ShellStatus> {
    if (!ways) {
      return body ? this.walkPart(body, state, around) : 'success';
    }
    if (body) {
      await this.way(body, state, around, ways);
    } else {
      ways.addNone();
    }
    ways.join();
    return 'unknown';
  }
}
