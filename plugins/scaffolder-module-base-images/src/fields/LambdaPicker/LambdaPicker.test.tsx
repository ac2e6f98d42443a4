import { LambdaCoverage } from '@base-images/backstage-plugin-base-images-common';
import { Entity } from '@backstage/catalog-model';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe, toHaveNoViolations } from 'jest-axe';
import { renderField } from '../../__testUtils__';
import { LambdaPicker } from './LambdaPicker';

expect.extend(toHaveNoViolations);

function lambda(name: string, sourceId: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        'base-images/source': sourceId,
        'base-images/lambda': `infra/${name}/Dockerfile`,
      },
    },
  };
}

function coverageOf(
  name: string,
  coverage: Partial<LambdaCoverage>,
): LambdaCoverage {
  return {
    lambda: `infra/${name}/Dockerfile`,
    name,
    dockerfile: `infra/${name}/Dockerfile`,
    baseImage: null,
    required: 2,
    covered: 0,
    coverage: 0,
    ...coverage,
  };
}

const entities: Entity[] = [
  lambda('upload', 'receipts'),
  lambda('places', 'receipts'),
  lambda('status', 'receipts'),
  lambda('elsewhere', 'other'),
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'a-package', namespace: 'default' },
  },
];

/** In pages of one, as a large source answers. */
async function getCoverage(sourceId: string, page: { cursor?: string } = {}) {
  if (sourceId !== 'receipts') {
    throw new Error('not yours');
  }
  const items = [
    coverageOf('places', {}),
    coverageOf('status', { required: 0, coverage: null }),
    coverageOf('upload', { baseImage: 'dynamo', covered: 1, coverage: 0.5 }),
  ];
  const at = Number(page.cursor ?? 0);
  return {
    items: [items[at]],
    totalItems: items.length,
    pageInfo: at + 1 < items.length ? { nextCursor: `${at + 1}` } : {},
  };
}

describe('LambdaPicker', () => {
  it('lists the Lambdas of the catalog with source and coverage, and takes one by keyboard', async () => {
    const user = userEvent.setup();
    const { container, values } = renderField(LambdaPicker, {
      entities,
      api: { getCoverage },
    });
    expect(screen.getByRole('status')).toHaveTextContent('Loading');
    const input = await screen.findByRole('combobox', { name: /Lambda/ });
    expect(await axe(container)).toHaveNoViolations();

    await user.click(input);
    expect(
      screen.getAllByRole('option').map(option => option.textContent),
    ).toEqual([
      'elsewhereSource other',
      'placesSource receipts, covered by no base image',
      'statusSource receipts, requires no package of the monorepo',
      'uploadSource receipts, 50% covered by dynamo',
    ]);
    await user.type(input, 'upl');
    expect(screen.getAllByRole('option')).toHaveLength(1);
    await user.keyboard('{ArrowDown}{Enter}');

    expect(values).toEqual(['component:default/upload']);
    expect(input).toHaveValue('upload');
  });

  it('lists those of one source only, shows the chosen one, and what is wrong', async () => {
    const user = userEvent.setup();
    renderField(LambdaPicker, {
      entities,
      api: { getCoverage },
      options: { source: 'other' },
      value: 'component:default/elsewhere',
      errors: ['must be another'],
    });
    const input = await screen.findByRole('combobox', { name: /Lambda/ });

    expect(input).toHaveValue('elsewhere');
    expect(input).toBeInvalid();
    expect(screen.getByText('must be another')).toBeVisible();
    await user.click(screen.getByRole('button'));
    expect(screen.getAllByRole('option')).toHaveLength(1);
  });

  it('says where Lambdas come from when there is none', async () => {
    renderField(LambdaPicker, { entities: [] });

    expect(await screen.findByRole('note')).toHaveTextContent(
      'Lambdas come into it with the first scan',
    );
  });
});
