import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** Every text of the form fields, for translations and for other words. @public */
export const baseImagesFormTranslationRef = createTranslationRef({
  id: 'plugin.scaffolder.base-images',
  messages: {
    coverage: {
      percent: '{{percent, number}}%',
      packages_one: '{{covered, number}} of {{count}} required package',
      packages_other: '{{covered, number}} of {{count}} required packages',
      value: '{{percent, number}}%, {{packages}}',
    },
    lambdaPicker: {
      title: 'Lambda',
      description: 'The Lambda whose image shall stand on a base image.',
      placeholder: 'Search by name',
      source: 'Source {{source}}',
      coveredBy: '{{percent, number}}% covered by {{baseImage}}',
      uncovered: 'covered by no base image',
      nothingRequired: 'requires no package of the monorepo',
      emptyTitle: 'There is no Lambda yet',
      emptyHelp:
        'The catalog has no Lambda that you may read. Lambdas come into it with the first scan of their source.',
    },
    packagesPicker: {
      title: 'Packages',
      description: 'What these packages need comes with them.',
      placeholder: 'Search by name',
      more: 'Type to find the others: only {{shown, number}} of {{total, number}} are listed.',
      chosen: 'Chosen packages',
      extras: 'Extras of {{name}}',
      remove: 'Remove {{name}}',
      removeShort: 'Remove',
      unknown: 'This source has no such package.',
      unknownExtra: '{{extra}} (no such extra)',
      noneChosen: 'No package is chosen yet.',
      sourceTitle: 'Choose the source first',
      sourceHelp:
        'The packages are those of one source. Choose it in the field above.',
      emptyTitle: 'This source has no package',
      emptyHelp:
        'The last scan of source {{source}} found no Python package. Look at its diagnostics.',
    },
    environmentPicker: {
      title: 'Environment',
      description: 'Where the images live and are built.',
      placeholder: 'Choose an environment',
      place: 'Account {{account}}, {{region}}',
      sourceTitle: 'Choose the source first',
      sourceHelp:
        'The environments are those of one source. Choose it in the field above.',
      emptyTitle: 'This source has no environment',
      emptyHelp:
        'An environment says where images live and are built. Ask the owners of this portal to configure one under baseImages.sources.{{source}}.environments.',
    },
    baseImagePicker: {
      title: 'Base image',
      description: 'What the image of the Lambda shall stand on.',
      best: 'The one that covers most',
      bestNow: 'At present that is {{baseImage}}: {{coverage}}.',
      bestNone: 'At present none covers anything that the Lambda requires.',
      covers: 'Covers {{coverage}}.',
      coversNothing: 'Covers nothing that the Lambda requires.',
      uncovered: 'Not covered: {{packages, list}}.',
      moreUncovered_one: 'Not covered: {{packages}} and {{count}} more.',
      moreUncovered_other: 'Not covered: {{packages}} and {{count}} more.',
      dependencies:
        'What it adds is third-party dependencies only, no package of the monorepo.',
      mismatch: {
        lineage: 'Cannot be chosen: what it stands on cannot be told.',
        parent:
          'Cannot be chosen: it stands on {{image}}, the Lambda on {{lambda}}.',
        platform:
          'Cannot be chosen: it is for {{image}}, the Lambda for {{lambda}}.',
        python:
          'Cannot be chosen: it has Python {{image}}, the Lambda {{lambda}}.',
        surplus:
          'Cannot be chosen: it also holds {{packages}}, which the Lambda does not require.',
      },
      unknown: 'unknown',
      lambdaTitle: 'Choose a Lambda first',
      lambdaHelp: 'Which base images fit depends on the Lambda.',
      emptyTitle: 'This source declares no base image',
      emptyHelp:
        'Declare one in base-images.yaml at the root of the monorepo first.',
    },
    preview: {
      title: 'Preview',
      emptyTitle: 'Nothing to show yet',
      lambdaHelp: 'Choose a Lambda on an earlier page.',
      fieldsHelp: 'Give the base image a name on an earlier page.',
      revision: 'Made from revision {{revision}}.',
      covers: '{{baseImage}} covers {{coverage}}.',
      uncovered: 'The image still installs {{packages, list}} by itself.',
      kept: {
        title: 'What stays although the base image has it',
        line: 'Line {{line}}: {{reason}}',
      },
      file: {
        added: 'New file {{path}}',
        changed: 'Changes in {{path}}',
        from: 'New file {{path}}, compared with {{from}}',
        replaced: 'New text of {{path}}, compared with {{from}}',
        unchanged: '{{path}} stays as it is',
        same: 'There is no difference.',
      },
      refused: {
        title: 'This is not done, because it would not be safe',
        titleDeclaration: 'This cannot be declared',
        place: '{{file}}, line {{line}}',
      },
    },
    state: {
      loading: 'Loading',
      failedTitle: 'This could not be loaded',
      message: 'The backend says: {{message}}',
      retry: 'Retry',
    },
  },
});
