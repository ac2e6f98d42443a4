import { spawn } from 'node:child_process';
import path from 'node:path';
import { say } from './log.mjs';

const WINDOWS = process.platform === 'win32';
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** How long children may take to end by themselves, and then after SIGTERM. */
const GRACE_MS = 8_000;

/**
 * Runs a program to its end and gives its exit status. It runs in a process group of its own: when this process is told
 * to stop, the whole group is ended, grandchildren included, before the promise settles.
 *
 * With `onOutput` the output is also handed over as text.
 */
export async function runGroup(command, args, options = {}) {
  const { onOutput, onStart, ...spawnOptions } = options;
  const child = spawn(command, args, {
    stdio: onOutput
      ? ['ignore', 'pipe', 'pipe']
      : ['ignore', 'inherit', 'inherit'],
    detached: !WINDOWS,
    windowsHide: true,
    ...spawnOptions,
  });
  if (onOutput) {
    child.stdout.on('data', chunk => onOutput(chunk, process.stdout));
    child.stderr.on('data', chunk => onOutput(chunk, process.stderr));
  }

  let stopping;
  const stop = signal => {
    // A terminal signals npm and this process, and npm passes the signal on: the second one means the same.
    stopping ??= endGroup(child, signal);
    return stopping;
  };
  for (const signal of SIGNALS) {
    process.on(signal, stop);
  }
  onStart?.({ stop: () => stop('SIGTERM') });
  try {
    const status = await new Promise((resolve, reject) => {
      child.on('error', error =>
        error.code === 'ENOENT' ? resolve({ code: 127 }) : reject(error),
      );
      child.on('close', (code, signal) => resolve({ code, signal }));
    });
    const stopped = stopping !== undefined;
    await (stopping ?? endGroup(child, 'SIGTERM'));
    if (status.signal && !stopped) {
      say(
        `${path.basename(command)} was ended from outside by ${status.signal}; with SIGKILL, the machine may lack memory`,
      );
    }
    return { code: status.code ?? 1, stopped };
  } finally {
    for (const signal of SIGNALS) {
      process.off(signal, stop);
    }
  }
}

async function endGroup(child, signal) {
  if (child.pid === undefined) {
    return;
  }
  if (WINDOWS) {
    const killer = spawn('taskkill', ['/pid', `${child.pid}`, '/t', '/f'], {
      stdio: 'ignore',
    });
    await new Promise(resolve => {
      killer.on('error', resolve);
      killer.on('close', resolve);
    });
    return;
  }
  for (const next of [signal, 'SIGTERM', 'SIGKILL']) {
    if (!signalGroup(child.pid, next)) {
      return;
    }
    if (next === 'SIGKILL') {
      say('some processes did not end by themselves and were killed');
    }
    const deadline = Date.now() + GRACE_MS;
    while (Date.now() < deadline) {
      if (!signalGroup(child.pid, 0)) {
        return;
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }
}

/** Sends a signal to a process group; false when no process of it is left. */
function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Runs a short program and gives its status and output; never throws. */
export async function capture(command, args, options = {}) {
  return await new Promise(resolve => {
    let stdout = '';
    let stderr = '';
    let child;
    try {
      child = spawn(command, args, {
        stdio: ['ignore', 'pipe', 'pipe'],
        windowsHide: true,
        ...options,
      });
    } catch (error) {
      resolve({ code: 127, stdout, stderr: String(error) });
      return;
    }
    child.stdout.on('data', chunk => (stdout += chunk));
    child.stderr.on('data', chunk => (stderr += chunk));
    child.on('error', error =>
      resolve({ code: 127, stdout, stderr: String(error) }),
    );
    child.on('close', code => resolve({ code: code ?? 1, stdout, stderr }));
  });
}
