import { SimulatorData, ImageData } from '../data';
import { Faults } from '../faults';
import { RequestLog } from '../requests';
import { SimulatorState } from '../state';

/** What the control endpoint works on. */
export interface Controls {
  readonly faults: Faults;
  readonly requests: RequestLog;
  state(): SimulatorState;
  add(data: SimulatorData): void;
  pushImage(
    account: string,
    region: string,
    repository: string,
    image: ImageData,
  ): string;
  runLifecyclePolicies(
    account: string,
    region: string,
  ): Record<string, string[]>;
}
