import {
  BuildEffect,
  BuildFault,
  BuildMatch,
  Fault,
  FunctionUpdateFault,
  RequestEffect,
  RequestFault,
} from './Fault';
import { matches } from './matches';

interface Armed {
  id: string;
  fault: Fault;
  skip: number;
  left: number;
  struck: number;
}

interface Place {
  account: string;
  region: string;
}

/** Faults that wait for their occasion. The first that matches strikes. @public */
export class Faults {
  private armed: Armed[] = [];
  private count = 0;

  /** Arms a fault and gives its id. */
  add<Input = unknown>(
    fault: RequestFault<Input> | BuildFault | FunctionUpdateFault,
  ): string {
    this.count += 1;
    const id = fault.id ?? `fault-${this.count}`;
    this.armed.push({
      id,
      // A test of the input knows which operation it is for.
      fault: fault as Fault,
      skip: fault.skip ?? 0,
      left: fault.times === null ? Infinity : (fault.times ?? 1),
      struck: 0,
    });
    return id;
  }

  /** Disarms a fault; unknown ids are fine. */
  remove(id: string): void {
    this.armed = this.armed.filter(armed => armed.id !== id);
  }

  /** Disarms all. */
  clear(): void {
    this.armed = [];
  }

  /** How often each fault that was not removed has struck, and will strike. */
  list(): { id: string; fault: Fault; struck: number; left: number }[] {
    return this.armed.map(({ id, fault, struck, left }) => ({
      id,
      fault,
      struck,
      left,
    }));
  }

  /** The effect on a request, if one is due. */
  forRequest(
    request: { service: string; operation: string; input: unknown } & Place,
  ): { id: string; effect: RequestEffect } | undefined {
    const names = [
      `${request.service}:${request.operation}`,
      `${request.service}:*`,
      '*',
    ];
    for (const armed of this.armed) {
      const { fault } = armed;
      if (
        names.includes(fault.on) &&
        isIn(fault, request) &&
        suits((fault as RequestFault).match, request.input) &&
        strikes(armed)
      ) {
        return { id: armed.id, effect: (fault as RequestFault).effect };
      }
    }
    return undefined;
  }

  /** All effects on a build that was just accepted. */
  forBuild(build: Required<BuildMatch> & Place): BuildEffect[] {
    const effects: BuildEffect[] = [];
    for (const armed of this.armed) {
      const fault = armed.fault as BuildFault;
      if (
        fault.on === 'build' &&
        isIn(fault, build) &&
        suits(fault.match, build) &&
        strikes(armed)
      ) {
        effects.push(fault.effect);
      }
    }
    return effects;
  }

  /** How an update of a function that was just accepted will fail, if it will. */
  forFunctionUpdate(
    update: { functionName: string } & Place,
  ): FunctionUpdateFault['effect'] | undefined {
    for (const armed of this.armed) {
      const fault = armed.fault as FunctionUpdateFault;
      if (
        fault.on === 'functionUpdate' &&
        isIn(fault, update) &&
        suits(fault.match, update) &&
        strikes(armed)
      ) {
        return fault.effect;
      }
    }
    return undefined;
  }
}

function isIn(fault: Fault, place: Place): boolean {
  return (
    (fault.account ?? place.account) === place.account &&
    (fault.region ?? place.region) === place.region
  );
}

function suits<T>(
  match: object | ((value: T) => boolean) | undefined,
  value: T,
): boolean {
  if (typeof match === 'function') {
    return (match as (value: T) => boolean)(value);
  }
  return matches(value, match ?? {});
}

function strikes(armed: Armed): boolean {
  if (armed.left <= 0) {
    return false;
  }
  if (armed.skip > 0) {
    armed.skip -= 1;
    return false;
  }
  armed.left -= 1;
  armed.struck += 1;
  return true;
}
