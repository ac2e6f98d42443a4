import { GraphReport } from '@base-images/backstage-plugin-base-images-common';
import { Entity } from '@backstage/catalog-model';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe, toHaveNoViolations } from 'jest-axe';
import { renderField } from '../../__testUtils__';
import { PackagesPicker } from './PackagesPicker';

expect.extend(toHaveNoViolations);

function graphOf(packages: Record<string, string[]>): GraphReport {
  return {
    revision: null,
    packages: Object.entries(packages).map(([name, extras]) => ({
      name,
      declaredName: name,
      path: name.replaceAll('-', '_'),
      manifest: `${name}/pyproject.toml`,
      version: null,
      dependencies: [],
      transitiveDependencies: [],
      dependents: [],
      extras: Object.fromEntries(extras.map(extra => [extra, []])),
      sourceHash: '',
    })),
    topologicalOrder: [],
    cycles: [],
    otherCycles: { extra: [], group: [], build: [] },
    diagnostics: [],
  };
}

const receipts = graphOf({
  'receipt-dynamo': [],
  'receipt-label': ['full', 'maps'],
  'receipt-upload': [],
});

const system: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: {
    name: 'receipts-system',
    namespace: 'default',
    annotations: { 'base-images/source': 'receipts' },
  },
};

async function findInput() {
  return screen.findByRole('combobox', { name: /Packages/ });
}

describe('PackagesPicker', () => {
  it('adds packages, their extras, and removes them, by keyboard', async () => {
    const user = userEvent.setup();
    const { container, values } = renderField(PackagesPicker, {
      form: { source: 'system:default/receipts-system' },
      entities: [system],
      api: { getGraph: async () => receipts },
    });
    const input = await findInput();
    expect(screen.getByText('No package is chosen yet.')).toBeVisible();

    await user.type(input, 'Receipt_L');
    expect(
      screen.getAllByRole('option').map(option => option.textContent),
    ).toEqual(['receipt-labelreceipt_label']);
    await user.keyboard('{ArrowDown}{Enter}');
    expect(values.at(-1)).toEqual(['receipt-label']);
    expect(input).toHaveValue('');
    // The list stays open for the next one.
    expect(screen.getAllByRole('option')).toHaveLength(2);
    await user.keyboard('{Escape}');

    const extras = screen.getByRole('group', {
      name: 'Extras of receipt-label',
    });
    const [full, maps] = within(extras).getAllByRole('checkbox');
    act(() => maps.focus());
    await user.keyboard(' ');
    act(() => full.focus());
    await user.keyboard(' ');
    expect(values.at(-1)).toEqual(['receipt-label[full,maps]']);

    await user.type(input, 'dyn{ArrowDown}{Enter}');
    expect(values.at(-1)).toEqual([
      'receipt-label[full,maps]',
      'receipt-dynamo',
    ]);
    expect(screen.getAllByRole('option')).toHaveLength(1);
    await user.keyboard('{Escape}');
    expect(await axe(container)).toHaveNoViolations();

    await user.click(
      screen.getByRole('button', { name: 'Remove receipt-label' }),
    );
    expect(values.at(-1)).toEqual(['receipt-dynamo']);
  });

  it('marks what the source does not have', async () => {
    const user = userEvent.setup();
    const { values } = renderField(PackagesPicker, {
      options: { source: 'receipts' },
      value: ['receipt-gone[x]', 'receipt-label[fll]'],
      api: { getGraph: async () => receipts },
    });
    await findInput();

    const [gone, label] = within(
      screen.getByRole('list', { name: 'Chosen packages' }),
    ).getAllByRole('listitem');
    expect(gone).toHaveTextContent('This source has no such package.');
    await user.click(
      within(label).getByRole('checkbox', { name: 'fll (no such extra)' }),
    );
    expect(values).toEqual([['receipt-gone[x]', 'receipt-label']]);
  });

  it('lists the first of thousands, and finds the others', async () => {
    const user = userEvent.setup();
    const many = Object.fromEntries(
      Array.from({ length: 3000 }, (_, index) => [`package-${index}`, []]),
    );
    renderField(PackagesPicker, {
      options: { source: 'receipts' },
      api: { getGraph: async () => graphOf(many) },
    });
    const input = await findInput();
    await user.click(input);
    expect(screen.getAllByRole('option')).toHaveLength(50);
    expect(screen.getByText(/only 50 of 3,000 are listed/)).toBeInTheDocument();

    await user.type(input, '2999');
    expect(screen.getByRole('option')).toHaveTextContent('package-2999');
  });

  it.each([
    ['of the only source', 1, /Packages/],
    [
      'only once one of several sources is chosen',
      2,
      /Choose the source first/,
    ],
  ])('lists packages %s', async (_, totalItems, text) => {
    renderField(PackagesPicker, {
      api: {
        getSources: async () => ({
          items: [{ id: 'receipts' }],
          totalItems,
          pageInfo: {},
        }),
        getGraph: async () => receipts,
      } as object,
    });

    expect((await screen.findAllByText(text))[0]).toBeVisible();
  });

  it('says when the source has none', async () => {
    renderField(PackagesPicker, {
      options: { source: 'receipts' },
      api: { getGraph: async () => graphOf({}) },
    });

    expect(await screen.findByRole('note')).toHaveTextContent(
      'The last scan of source receipts found no Python package.',
    );
  });
});
