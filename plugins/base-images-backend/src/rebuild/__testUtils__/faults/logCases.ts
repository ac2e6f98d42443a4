import { BuildEffect } from '@base-images/aws-simulator';
import { FaultCase } from './FaultCase';
import { World } from './World';

const PAGE_BYTES = 1024 * 1024;

export const onBuild = (effect: BuildEffect) => ({
  on: 'build' as const,
  effect,
});

export async function buildId(
  world: World,
  rebuildId: string,
): Promise<string> {
  const [build] = await world.store.builds(rebuildId);
  return build.id;
}

/** All lines of a log from a place on, as a reader gets them that asks again until it is complete. */
export async function readLines(
  world: World,
  id: string,
  cursor?: string,
): Promise<string[]> {
  const lines: string[] = [];
  let place = cursor;
  for (let page = 0; page < 100; page++) {
    const log = await world.portal.log(id, place);
    lines.push(...log.lines);
    place = log.nextCursor;
    if (log.complete) {
      return lines;
    }
  }
  throw new Error('The log has no end');
}

/** The stream of the only build, to be written to. */
export function streamOf(world: World) {
  const [group] = Object.values(world.resources().logGroups);
  const [stream] = Object.values(group);
  return stream;
}

/** What CloudWatch counts for an event. */
const sizeOf = (message: string) => Buffer.byteLength(message) + 26;
const sum = (messages: string[]) =>
  messages.reduce((bytes, message) => bytes + sizeOf(message), 0);

/** A line that leaves room on a page for as much as these messages, and for nothing more. */
export function filling(used: number, messages: string[]): string {
  const left = PAGE_BYTES - used - sum(messages) - sizeOf('\n');
  return `${'x'.repeat(left)}\n`;
}

/** A build whose log has these events, as they are, after its own, which have so many bytes. */
export function logging(
  how: string,
  toMessages: (used: number) => string[],
  check: (lines: string[], world: World) => void,
  effects: BuildEffect[] = [],
): FaultCase {
  return {
    how,
    faults: effects.map(onBuild),
    act: async (world, id) => {
      await world.finish();
      const { events } = streamOf(world);
      const { timestamp } = events.at(-1)!;
      const messages = toMessages(sum(events.map(item => item.message)));
      events.push(...messages.map(message => ({ timestamp, message })));
      check(await readLines(world, await buildId(world, id)), world);
    },
    seen: { starts: 1, builds: 1, committed: ['a'] },
  };
}
