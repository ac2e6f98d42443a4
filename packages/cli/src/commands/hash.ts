import { Monorepo } from '@base-images/backstage-plugin-base-images-common';
import {
  buildGraph,
  hashClosure,
  normalizeName,
} from '@base-images/backstage-plugin-base-images-node';
import { Command } from 'commander';
import { CommandFailure } from '../CommandFailure';
import { folderArgument, formatOption, parseList } from '../commandOptions';
import { reportFindings } from '../reportFindings';
import { scanFolder } from '../scanFolder';
import { Terminal } from '../Terminal';
import { toJson } from '../text/json';
import { toTable } from '../text/table';

/** What `base-images hash --format json` prints. */
interface HashReport {
  revision: string | null;
  treeHash: string;
  packages: { name: string; sourceHash: string; closureHash: string }[];
  lambdas: {
    name: string;
    dockerfile: string;
    target: string | null;
    sourceHash: string;
  }[];
  baseImages: { name: string; sourceHash: string }[];
}

/** Adds `base-images hash`. */
export function addHashCommand(program: Command, terminal: Terminal): void {
  program
    .command('hash')
    .description(
      'Source hashes of packages, Lambdas and base images: over the contents of what these are made of',
    )
    .addArgument(folderArgument())
    .option(
      '--names <names>',
      'only packages, Lambdas and base images with these names',
      parseList,
    )
    .addOption(formatOption())
    .addHelpText(
      'after',
      `
A package counts with every file of its folder, a Lambda with its Dockerfile and every file that its image reads, a base image with
what it stands on, the closure of its packages and its declaration. The history does not count, nor what indexes, system packages
and builders add. Where the bytes here may not be the committed ones, base-images check says unverified. See docs/hashes.md.

Examples:
  base-images hash
  base-images hash --names receipt-label --format json | jq -r '.packages[0].closureHash'`,
    )
    .action(
      async (
        folder: string,
        { format, names }: { format: string; names?: string[] },
      ) => {
        const monorepo = await scanFolder(folder);
        const report = select(toReport(monorepo), names);
        terminal.print(
          format === 'json' ? toJson(report) : toText(report, terminal),
        );
        reportFindings(terminal, monorepo.diagnostics);
      },
    );
}

function toReport(monorepo: Monorepo): HashReport {
  const graph = buildGraph(monorepo.packages);
  const hashes = new Map(
    monorepo.packages.map(item => [item.name, item.sourceHash]),
  );
  return {
    revision: monorepo.revision,
    treeHash: monorepo.treeHash,
    packages: monorepo.packages.map(({ name, sourceHash }) => ({
      name,
      sourceHash,
      closureHash: hashClosure(
        graph.closure([{ package: name, extras: [] }], {
          workingTreeOnly: true,
        }),
        hashes,
      ),
    })),
    lambdas: monorepo.lambdas.map(
      ({ name, dockerfile, target, sourceHash }) => ({
        name,
        dockerfile,
        target,
        sourceHash,
      }),
    ),
    baseImages: monorepo.baseImages.map(({ name, sourceHash }) => ({
      name,
      sourceHash,
    })),
  };
}

function select(report: HashReport, names: string[] | undefined): HashReport {
  if (!names) {
    return report;
  }
  const wanted = new Set(names.map(normalizeName));
  const known = new Set(
    [report.packages, report.lambdas, report.baseImages]
      .flat()
      .map(item => item.name),
  );
  const unknown = [...wanted].filter(name => !known.has(name));
  if (unknown.length > 0) {
    throw new CommandFailure(
      `there is no package, Lambda or base image named ${unknown.join(', ')}; run base-images hash without --names to see them all`,
    );
  }
  const isWanted = ({ name }: { name: string }) => wanted.has(name);
  return {
    ...report,
    packages: report.packages.filter(isWanted),
    lambdas: report.lambdas.filter(isWanted),
    baseImages: report.baseImages.filter(isWanted),
  };
}

function toText(report: HashReport, terminal: Terminal): string {
  return toTable(
    terminal,
    ['KIND', 'NAME', 'SOURCE HASH'],
    [
      ...report.packages.map(item => ['package', item.name, item.sourceHash]),
      ...report.lambdas.map(item => ['lambda', item.name, item.sourceHash]),
      ...report.baseImages.map(item => [
        'base-image',
        item.name,
        item.sourceHash,
      ]),
    ],
  );
}
