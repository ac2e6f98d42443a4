import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe, toHaveNoViolations } from 'jest-axe';
import {
  baseImageFit,
  lambdaBaseImages,
  packagesOf,
  renderField,
} from '../../__testUtils__';
import { BaseImagePicker } from './BaseImagePicker';

expect.extend(toHaveNoViolations);

const form = { lambda: 'component:default/upload' };

const items = [
  baseImageFit({ baseImage: 'dynamo' }),
  baseImageFit({
    baseImage: 'label',
    include: 'dependencies',
    surplus: packagesOf('receipt-label[full]'),
    mismatches: ['surplus'],
  }),
  baseImageFit({
    baseImage: 'old',
    coverage: 0,
    covered: [],
    uncovered: packagesOf('a', 'b'),
    parentImage: 'python:3.9',
    python: '3.9',
    platforms: ['linux/amd64'],
    mismatches: ['parent', 'platform', 'python', 'nothing-covered'],
  }),
  baseImageFit({
    baseImage: 'torn',
    parentImage: null,
    uncovered: packagesOf('a', 'b', 'c', 'd', 'e', 'f', 'g'),
    mismatches: ['lineage'],
  }),
];

function describedRadios() {
  return screen
    .getAllByRole('radio')
    .map(radio => radio.closest('label')?.textContent);
}

describe('BaseImagePicker', () => {
  it('explains how each base image fits, and takes one by keyboard', async () => {
    const user = userEvent.setup();
    const getLambdaBaseImages = jest.fn(async () => lambdaBaseImages(items));
    const { container, values } = renderField(BaseImagePicker, {
      form,
      api: { getLambdaBaseImages },
    });
    await screen.findByRole('radiogroup', { name: /Base image/ });

    expect(getLambdaBaseImages).toHaveBeenCalledWith(
      'component:default/upload',
      expect.anything(),
    );
    expect(describedRadios()).toEqual([
      'The one that covers most At present that is dynamo: 50%, 1 of 2 required packages.',
      'dynamo Covers 50%, 1 of 2 required packages. Not covered: receipt-upload.',
      expect.stringMatching(
        /^label Cannot be chosen: it also holds receipt-label\[full\], which the Lambda does not require\. .*third-party dependencies only/,
      ),
      expect.stringMatching(
        /^old .*stands on python:3\.9, the Lambda on python:3\.12\. .*for linux\/amd64, the Lambda for linux\/arm64\. .*Python 3\.9, the Lambda 3\.12\. Covers nothing/,
      ),
      expect.stringMatching(
        /^torn .*cannot be told\. .*Not covered: a, b, c, d, e and 2 more\.$/,
      ),
    ]);
    expect(
      screen.getAllByRole('radio').map(radio => radio.hasAttribute('disabled')),
    ).toEqual([false, false, true, true, true]);
    expect(screen.getByRole('radio', { name: /covers most/ })).toBeChecked();
    expect(await axe(container)).toHaveNoViolations();

    await user.tab();
    await user.keyboard('{ArrowDown}');
    expect(values).toEqual(['dynamo']);
    await user.keyboard('{ArrowUp}');
    expect(values).toEqual(['dynamo', undefined]);
  });

  it('says when none fits', async () => {
    renderField(BaseImagePicker, {
      form: { function: 'component:default/upload' },
      options: { lambdaField: 'function' },
      value: 'torn',
      api: { getLambdaBaseImages: async () => lambdaBaseImages([items[3]]) },
    });

    expect(
      await screen.findByText(/none covers anything that the Lambda requires/),
    ).toBeVisible();
    expect(screen.getByRole('radio', { name: /^torn/ })).toBeChecked();
  });

  it.each([
    ['no Lambda is chosen', {}, 'Choose a Lambda first'],
    ['the source declares none', form, 'declares no base image'],
  ])('has nothing to choose while %s', async (_, chosen, text) => {
    renderField(BaseImagePicker, {
      form: chosen,
      api: { getLambdaBaseImages: async () => lambdaBaseImages([]) },
    });

    expect(await screen.findByRole('note')).toHaveTextContent(text);
  });

  it('tells what the backend says, and asks again', async () => {
    const user = userEvent.setup();
    const getLambdaBaseImages = jest
      .fn()
      .mockRejectedValueOnce(new Error('Not scanned yet'))
      .mockResolvedValueOnce(lambdaBaseImages(items));
    renderField(BaseImagePicker, { form, api: { getLambdaBaseImages } });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The backend says: Not scanned yet',
    );
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findByRole('radiogroup')).toBeVisible();
  });
});
