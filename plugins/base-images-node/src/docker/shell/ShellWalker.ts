import {
  AndOr,
  Case,
  Command,
  CompoundList,
  For,
  If,
  parse,
  Pipeline,
  Script,
  Statement,
  SyntaxNode,
  While,
  Word,
} from 'unbash';
import { SourceRange } from '../DockerfileModel';
import { matchGlob } from '../../glob/matchGlob';
import {
  isCertain,
  isDecided,
  isEndless,
  joinStatus,
  negate,
} from './certainty';
import { Alternatives } from './Alternatives';
import { assignArrays } from './arrays';
import { evaluateTest } from './evaluateTest';
import { expandCommand, redirected, Surroundings } from './expandCommand';
import { ShellCommand, ShellStatus } from './ShellCommand';
import { ShellExpander } from './ShellExpander';
import { ShellHost } from './ShellHost';
import { forkState, isKnown, ShellState } from './ShellState';

const MAXIMUM_SCRIPT_LENGTH = 262_144;
const MAXIMUM_ROUNDS = 500;
/** What a command costs in comparison with a look at one layer of an image. */
const COMMAND_STEPS = 50;
const MAXIMUM_DEPTH = 24;

/** Tells the place in the Dockerfile of a part of the script. */
export type ScriptPlace = (start: number, end: number) => SourceRange;

/**
 * Goes through a shell script in the order in which it runs, follows what can be decided, and takes both ways where it
 * cannot. Every simple command is handed to the host. Time is bounded by the host's budget.
 */
export class ShellWalker {
  constructor(
    private readonly host: ShellHost,
    private readonly place: ScriptPlace,
    private readonly depth: number = 0,
  ) {}

  /** Walks a whole script. */
  async walk(
    script: string,
    state: ShellState,
    conditional: boolean = false,
  ): Promise<ShellStatus> {
    const whole = this.place(0, Math.min(script.length, 1));
    if (this.depth > MAXIMUM_DEPTH || script.length > MAXIMUM_SCRIPT_LENGTH) {
      this.host.doubt('unknown', whole.startLine, 'the script is too long');
      return 'unknown';
    }
    const parsed = parse(script);
    const error = parsed.errors?.[0];
    if (error) {
      const { startLine } = this.place(error.pos, error.pos + 1);
      this.host.doubt('unknown', startLine, 'the script cannot be parsed');
    }
    return this.#statements(parsed, state, { conditional });
  }

  /** A walker for a script inside this one whose places are not known: they are all that of its command. */
  nested(range: SourceRange): ShellWalker {
    return new ShellWalker(this.host, () => range, this.depth + 1);
  }

  async #statements(
    list: Script | CompoundList,
    state: ShellState,
    around: Surroundings,
  ): Promise<ShellStatus> {
    let status: ShellStatus = 'success';
    for (const statement of list.commands) {
      if (state.ended || !this.host.budget.take()) {
        break;
      }
      status = await this.#node(statement.command, state, around);
    }
    return status;
  }

  async #node(
    node: Statement['command'] | SyntaxNode,
    state: ShellState,
    around: Surroundings,
  ): Promise<ShellStatus> {
    switch (node.type) {
      case 'Command':
        return this.#command(node, state, around);
      case 'AndOr':
        return this.#andOr(node, state, around);
      case 'Pipeline':
        return this.#pipeline(node, state, around);
      case 'Subshell':
        return this.#statements(node.body, this.#fork(state), around);
      case 'BraceGroup':
        return this.#statements(node.body, state, around);
      case 'If':
        return this.#if(node, state, around);
      case 'For':
        return this.#for(node, state, around);
      case 'Case':
        return this.#case(node, state, around);
      case 'While':
        return this.#while(node, state, around);
      case 'ArithmeticFor':
      case 'Select':
        return this.#someRounds(node.body, state, around);
      case 'CompoundList':
        return this.#statements(node, state, around);
      case 'Redirected':
        return this.#node(node.command, state, {
          ...around,
          ...redirected(node.redirects, state),
        });
      case 'Function':
        if (node.body.type !== 'CompoundList' || node.body.commands.length) {
          state.functions.set(node.name.value, node.body);
        }
        return 'success';
      case 'TestCommand':
        return evaluateTest(node.expression, state);
      case 'Coproc':
        return this.#node(node.body, state, around);
      default:
        return 'unknown';
    }
  }

  #alternatives(state: ShellState): Alternatives {
    this.#payForCopy(state);
    return new Alternatives(state);
  }

  #fork(state: ShellState): ShellState {
    this.#payForCopy(state);
    return forkState(state);
  }

  /** Copies of many variables, made again and again, would cost quadratic time. */
  #payForCopy({ variables, arrays, functions }: ShellState) {
    this.host.budget.take(variables.size + arrays.size + functions.size);
  }

  /** One of several ways that the script may take. */
  async #way(
    body: CompoundList | Statement['command'],
    state: ShellState,
    around: Surroundings,
    ways: Alternatives,
  ): Promise<ShellStatus> {
    this.#payForCopy(state);
    const status = await this.#node(body, state, {
      ...around,
      conditional: true,
    });
    ways.endWay();
    return status;
  }

  /** The body of a loop that runs nobody knows how often. */
  async #someRounds(
    body: CompoundList,
    state: ShellState,
    around: Surroundings,
  ): Promise<ShellStatus> {
    const ways = this.#alternatives(state);
    ways.addNone();
    await this.#way(body, state, around, ways);
    if (!ways.join()) {
      // A later round may begin with what this one has changed.
      const later = this.#alternatives(state);
      later.addNone();
      await this.#way(body, state, around, later);
      later.join();
    }
    return 'unknown';
  }

  async #while(
    { clause, body, kind, pos, end }: While,
    state: ShellState,
    around: Surroundings,
  ): Promise<ShellStatus> {
    for (let round = 0; round < MAXIMUM_ROUNDS; round++) {
      const status = await this.#statements(clause, state, around);
      const goesOn = kind === 'until' ? negate(status) : status;
      if (goesOn === 'unknown' || !isDecided(clause) || isEndless(clause)) {
        return this.#someRounds(body, state, around);
      }
      if (goesOn === 'failure' || !this.host.budget.take()) {
        return 'success';
      }
      await this.#statements(body, state, around);
      if (state.ended) {
        return 'success';
      }
    }
    const { startLine } = this.place(pos, end);
    this.host.doubt('unknown', startLine, 'the loop is too long');
    return 'unknown';
  }

  async #andOr(
    node: AndOr,
    state: ShellState,
    around: Surroundings,
  ): Promise<ShellStatus> {
    let status = await this.#node(node.commands[0], state, around);
    for (const [index, operator] of node.operators.entries()) {
      const next = node.commands[index + 1];
      const skipped = operator === '&&' ? 'failure' : 'success';
      const runs = operator === '&&' ? 'success' : 'failure';
      if (state.ended || !next) {
        break;
      }
      if (status === skipped && isCertain(node.commands[index])) {
        continue;
      }
      if (status === runs) {
        status = await this.#node(next, state, around);
      } else if (status !== skipped || operator === '||') {
        // A command may fail although it is taken to succeed, so what stands for that case is looked at as well.
        const ways = this.#alternatives(state);
        ways.addNone();
        const other = await this.#way(next, state, around, ways);
        if (status !== 'success') {
          ways.join();
        }
        status = operator === '||' ? joinStatus(status, other) : 'unknown';
      }
    }
    return status;
  }

  async #pipeline(
    node: Pipeline,
    state: ShellState,
    around: Surroundings,
  ): Promise<ShellStatus> {
    const upstream: ShellCommand[] = [];
    let status: ShellStatus = 'success';
    for (const [index, command] of node.commands.entries()) {
      const own = node.commands.length > 1 ? this.#fork(state) : state;
      status = await this.#node(command, own, {
        ...around,
        upstream: index > 0 ? [...upstream] : around.upstream,
      });
      if (command.type === 'Command') {
        const expanded = this.#expand(command, own, around);
        // An assignment alone has no words, and prints nothing.
        upstream.push(...(expanded.words.length > 0 ? [expanded] : []));
      }
    }
    const negated = node.prefixes.some(prefix => prefix.type === 'Negation');
    return negated ? negate(status) : status;
  }

  async #if(
    node: If,
    state: ShellState,
    around: Surroundings,
  ): Promise<ShellStatus> {
    let ways: Alternatives | undefined;
    for (const { clause, then } of [node, ...node.elif]) {
      const conditional = around.conditional || ways !== undefined;
      const current = { ...around, conditional };
      const status = await this.#statements(clause, state, current);
      if (status === 'success' && isDecided(clause)) {
        return this.#lastWay(then, state, around, ways);
      }
      if (status !== 'failure') {
        ways ??= this.#alternatives(state);
        await this.#way(then, state, around, ways);
      }
    }
    return this.#lastWay(node.else, state, around, ways);
  }

  /** The way that is taken where none of those before it is. */
  async #lastWay(
    body: CompoundList | undefined,
    state: ShellState,
    around: Surroundings,
    ways: Alternatives | undefined,
  ): Promise<ShellStatus> {
    if (!ways) {
      return body ? this.#statements(body, state, around) : 'success';
    }
    if (body) {
      await this.#way(body, state, around, ways);
    } else {
      ways.addNone();
    }
    ways.join();
    return 'unknown';
  }

  async #for(
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
      status = await this.#statements(node.body, state, around);
    }
    if (values.length > MAXIMUM_ROUNDS) {
      const { startLine } = this.place(node.pos, node.end);
      this.host.doubt('unknown', startLine, 'the loop is too long');
    }
    return status;
  }

  async #case(
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
        ways ??= this.#alternatives(state);
        await this.#way(item.body, state, around, ways);
      } else if (patterns.some(pattern => matchGlob(pattern, value))) {
        return this.#lastWay(item.body, state, around, ways);
      }
    }
    return this.#lastWay(undefined, state, around, ways);
  }

  async #command(
    node: Command,
    state: ShellState,
    around: Surroundings,
  ): Promise<ShellStatus> {
    if (!this.host.budget.take(COMMAND_STEPS)) {
      return 'unknown';
    }
    const command = this.#expand(node, state, around);
    if (command.words.length === 0) {
      command.variables.forEach((value, name) =>
        state.variables.set(name, value),
      );
      assignArrays(node, state);
      return 'success';
    }
    const body = state.functions.get(command.words[0]);
    if (body && this.depth < MAXIMUM_DEPTH) {
      const inner: ShellState = {
        ...state,
        parameters: command.words.slice(1),
      };
      const walker = new ShellWalker(this.host, this.place, this.depth + 1);
      const status = await walker.#node(body, inner, around);
      state.cwd = inner.cwd;
      return status;
    }
    const status = await this.host.run(command, state, this);
    assignArrays(node, state);
    return status;
  }

  #expand(node: Command, state: ShellState, around: Surroundings) {
    const range = this.place(node.pos, node.end);
    return expandCommand(node, range, state, around);
  }
}
