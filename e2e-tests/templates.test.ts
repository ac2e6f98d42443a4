import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, Page, test } from '@playwright/test';
import { openEntity } from './openEntity';
import { press } from './press';
import { problemsOf, watchProblems } from './problems';
import { signInAsGuest } from './signInAsGuest';

const EXAMPLE = path.resolve(__dirname, '../examples/receipts');

/** What the Dockerfile of the Lambda becomes, stated by hand: `receipt-dynamo` has one of the two packages that it installs. */
const UPLOAD_DOCKERFILE = [
  '# Takes uploads in. No base image holds receipt_upload: partly covered.',
  '# On the base image receipt-dynamo, or without it when this is empty.',
  'ARG BASE_IMAGE_URI',
  'ARG BASE=public.ecr.aws/lambda/python:3.12',
  'FROM ${BASE} AS prepared',
  '',
  'COPY receipt_dynamo/ /tmp/receipt_dynamo/',
  'COPY receipt_upload/ /tmp/receipt_upload/',
  'RUN pip install --no-cache-dir /tmp/receipt_dynamo',
  '',
  'FROM ${BASE_IMAGE_URI:-${BASE}} AS prepared-on-base',
  '',
  'COPY receipt_upload/ /tmp/receipt_upload/',
  '',
  'FROM prepared${BASE_IMAGE_URI:+-on-base}',
  'RUN pip install --no-cache-dir /tmp/receipt_upload',
  'RUN rm -rf /tmp/receipt_dynamo /tmp/receipt_upload',
];

test.beforeEach(async ({ page }) => {
  watchProblems(page);
  await signInAsGuest(page);
});

test.afterEach(({ page }) => {
  expect(problemsOf(page)).toEqual([]);
});

/** Waits until the task has ended well. */
async function expectFinished(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/create\/tasks\//);
  await expect(
    page.getByRole('heading', { name: 'What changes', exact: true }).first(),
  ).toBeVisible();
}

function insertions(page: Page, caption: RegExp) {
  return page
    .getByRole('figure', { name: caption })
    .first()
    .getByRole('insertion');
}

test('moves a Lambda to a base image, from its card to the written Dockerfile', async ({
  page,
}) => {
  await openEntity(page, 'component/upload-lambda');
  await page
    .getByRole('link', { name: 'Move to a base image' })
    .first()
    .click();

  await expect(
    page.getByRole('combobox', { name: /^Lambda/ }).first(),
  ).toHaveValue('upload-lambda');
  await press(page, 'Next');
  const choices = page.getByRole('radiogroup').first();
  await expect(
    choices.getByRole('radio', { name: /^The one that covers most/ }).first(),
  ).toBeChecked();
  const choice = choices
    .getByRole('radio', { name: /^receipt-dynamo/ })
    .first();
  await expect(choice).toHaveAccessibleName(
    /Covers 50%, 1 of 2 required packages\. Not covered: receipt-upload\./,
  );
  await choices.getByText('receipt-dynamo', { exact: true }).first().click();
  await expect(choice).toBeChecked();
  await press(page, 'Next');

  const original = readFileSync(
    path.join(EXAMPLE, 'infra/upload_lambda/Dockerfile'),
    'utf8',
  ).split('\n');
  await expect(
    insertions(page, /^New file .*upload_lambda\/Dockerfile\.with_base/),
  ).toHaveText([
    ...UPLOAD_DOCKERFILE.slice(1, 3),
    UPLOAD_DOCKERFILE[4],
    ...UPLOAD_DOCKERFILE.slice(9, 15),
  ]);
  await press(page, 'Review');
  await expect(
    page.getByRole('cell', { name: 'receipt-dynamo', exact: true }).first(),
  ).toBeVisible();
  await press(page, 'Create');

  await expectFinished(page);
  await press(page, 'The whole Dockerfile.with_base');
  const written = page.locator('pre').first();
  await expect(written).toContainText('prepared-on-base');
  const text = await written.innerText();
  expect(text.trimEnd().split('\n')).toEqual([
    ...UPLOAD_DOCKERFILE,
    ...original.slice(original.indexOf(UPLOAD_DOCKERFILE.at(-1)!) + 1, -1),
  ]);
});

test('declares a base image for a Lambda that none covers', async ({
  page,
}) => {
  await openEntity(page, 'component/places-lambda');
  await page
    .getByRole('link', { name: /^Declare a base image/ })
    .first()
    .click();

  const name = page.getByRole('textbox', { name: /^Name/ }).first();
  await name.fill('receipt-places');
  await expect(name).toHaveValue('receipt-places');
  await expect(
    page.getByRole('textbox', { name: /^Stands on/ }).first(),
  ).toHaveValue('public.ecr.aws/lambda/python:3.13');
  await press(page, 'Next');
  const chosen = page
    .getByRole('list', { name: 'Chosen packages', exact: true })
    .first()
    .getByRole('listitem');
  await expect(chosen).toHaveText([/^receipt-dynamo/, /^receipt-places/]);
  await press(page, 'Remove receipt-dynamo');
  await expect(chosen).toHaveText([/^receipt-places/]);
  await press(page, 'Next');
  await expect(
    page.getByRole('textbox', { name: /^Built anew after/ }).first(),
  ).toBeVisible();
  await press(page, 'Next');

  const declaration = [
    '  - name: receipt-places',
    '    from: public.ecr.aws/lambda/python:3.13',
    "    python: '3.13'",
    '    packages: [receipt-places]',
  ];
  await expect(insertions(page, /^Changes in base-images\.yaml/)).toContainText(
    declaration,
  );
  await expect(
    insertions(page, /^New file \.base-images\/receipt-places\.Dockerfile/),
  ).toContainText(['FROM public.ecr.aws/lambda/python:3.13']);
  await press(page, 'Review');
  await press(page, 'Create');

  await expectFinished(page);
  await expect(page.locator('pre').first()).toContainText(
    'packages: [receipt-places]',
  );
});
