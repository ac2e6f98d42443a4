import { Command, CommanderError } from 'commander';
import { version } from '../package.json';
import { addAffectedCommand } from './commands/affected';
import { addBaseDockerfileCommand } from './commands/baseDockerfile';
import { addCheckCommand } from './commands/check';
import { addContextCommand } from './commands/context';
import { addGraphCommand } from './commands/graph';
import { addHashCommand } from './commands/hash';
import { addLambdasCommand } from './commands/lambdas';
import { addLookupCommand } from './commands/lookup';
import { addRecommendCommand } from './commands/recommend';
import { addWithBaseCommand } from './commands/withBase';
import { CommandFailure } from './CommandFailure';
import { processTerminal, Terminal } from './Terminal';

/**
 * Runs the command with these arguments, and sets the exit status of the process: 0, 1 for findings (errors, no base image),
 * 2 for wrong usage.
 */
export async function runCommandLine(args: readonly string[]): Promise<void> {
  tolerateClosedPipes();
  const terminal = processTerminal(process);
  try {
    await createProgram(terminal).parseAsync([...args], { from: 'user' });
  } catch (error) {
    process.exitCode = report(error, terminal);
  }
}

function createProgram(terminal: Terminal): Command {
  const program = new Command('base-images')
    .description(
      'Packages, container Lambdas and base images of a Python monorepo',
    )
    .version(version)
    .exitOverride()
    .showHelpAfterError('Run with --help to see what there is.')
    .addHelpText(
      'after',
      `
Exit status: 0; 1 for findings of severity error, or when no base image fits; 2 for wrong usage.

Examples:
  base-images graph
  base-images check path/to/monorepo
  base-images lookup --packages 'receipt-label[full],receipt-places'`,
    );
  const setStatus = (status: number) => {
    process.exitCode = status;
  };
  addGraphCommand(program, terminal);
  addLambdasCommand(program, terminal);
  addCheckCommand(program, terminal, setStatus);
  addLookupCommand(program, terminal, setStatus);
  addHashCommand(program, terminal);
  addAffectedCommand(program, terminal);
  addWithBaseCommand(program, terminal, setStatus);
  addBaseDockerfileCommand(program, terminal, setStatus);
  addContextCommand(program, terminal, setStatus);
  addRecommendCommand(program, terminal, setStatus);
  return program;
}

function report(error: unknown, terminal: Terminal): number {
  if (error instanceof CommanderError) {
    // Commander has said already what is wrong; asking for help is no mistake.
    return error.exitCode === 0 ? 0 : 2;
  }
  if (error instanceof CommandFailure) {
    terminal.message(`base-images: ${error.message}`);
    return 2;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : error;
  terminal.message(`base-images: something went wrong: ${text}`);
  return 2;
}

/** A reader such as `head` may close standard output before everything is written: that is no failure of ours. */
function tolerateClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') {
        throw error;
      }
      process.exit();
    });
  }
}
