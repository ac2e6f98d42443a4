import {
  FolderSourceTree,
  scan,
} from '@base-images/backstage-plugin-base-images-node';
import { finishChild } from '../process/finishChild';
import { summarize } from './summarize';

async function main([folder]: string[]) {
  const start = performance.now();
  const tree = await FolderSourceTree.open(folder);
  const monorepo = await scan(tree);
  const seconds = (performance.now() - start) / 1000;
  finishChild(summarize(monorepo, tree.files.size, seconds));
}

void main(process.argv.slice(2));
