import { AwsSimulator, ManualClock } from '../index';
import { tourBuilds } from './tour/tourBuilds';
import { DATA } from './tour/tourData';
import { tourFunctions } from './tour/tourFunctions';
import { tourRegistry } from './tour/tourRegistry';
import { tourStorage } from './tour/tourStorage';
import { tourSts } from './tour/tourSts';

/**
 * Calls every operation through the AWS SDK, also so that it fails in each way that is known. Gives the simulator that it was
 * done to, which has stopped, with all requests.
 */
export async function takeTour(): Promise<AwsSimulator> {
  const clock = new ManualClock();
  const simulator = await AwsSimulator.start({ clock, data: DATA });
  try {
    await tourSts(simulator);
    await tourRegistry(simulator);
    await tourStorage(simulator);
    await tourBuilds(simulator, clock);
    await tourFunctions(simulator, clock);
  } finally {
    await simulator.stop();
  }
  return simulator;
}
