/**
 * The `base-images` command.
 *
 * @packageDocumentation
 */
import { runCommandLine } from './runCommandLine';

void runCommandLine(process.argv.slice(2));
