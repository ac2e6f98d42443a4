import { finishChild } from '../process/finishChild';
import { StepName, STEPS } from './steps';

async function main([name, folder]: string[]) {
  finishChild(await STEPS[name as StepName](folder));
}

void main(process.argv.slice(2));
