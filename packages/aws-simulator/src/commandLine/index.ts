import { runCommandLine } from './runCommandLine';

runCommandLine(process.argv.slice(2)).then(
  status => {
    process.exitCode = status;
  },
  error => {
    process.stderr.write(`error: ${error.message}\n`);
    process.exitCode = 1;
  },
);
