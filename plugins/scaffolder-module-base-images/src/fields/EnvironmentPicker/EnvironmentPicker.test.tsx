import { Environment } from '@base-images/backstage-plugin-base-images-common';
import { Entity } from '@backstage/catalog-model';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe, toHaveNoViolations } from 'jest-axe';
import { renderField } from '../../__testUtils__';
import { EnvironmentPicker } from './EnvironmentPicker';

expect.extend(toHaveNoViolations);

function environment(sourceId: string, id: string): Environment {
  return {
    id,
    sourceId,
    rebuild: 'manual',
    account: '111122223333',
    region: 'eu-central-1',
    repositoryPrefix: `${sourceId}/`,
    platforms: ['linux/arm64'],
    deploys: false,
  };
}

/** An API that answers in pages of one, as with many sources. */
function apiOf(...environments: Environment[]) {
  return {
    getEnvironments: async (page: { cursor?: string } = {}) => {
      const at = Number(page.cursor ?? 0);
      return {
        items: environments.slice(at, at + 1),
        totalItems: environments.length,
        pageInfo:
          at + 1 < environments.length ? { nextCursor: `${at + 1}` } : {},
      };
    },
  };
}

const several = apiOf(
  environment('other', 'demo'),
  environment('receipts', 'production'),
  environment('receipts', 'staging'),
);

const system: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: {
    name: 'receipts-system',
    namespace: 'default',
    annotations: { 'base-images/source': 'receipts' },
  },
};

const inForm = {
  form: { source: 'system:default/receipts-system' },
  entities: [system],
};

describe('EnvironmentPicker', () => {
  it('lists the environments of the source with their places, and takes one by keyboard', async () => {
    const user = userEvent.setup();
    const { container, values } = renderField(EnvironmentPicker, {
      ...inForm,
      api: several,
    });
    const field = await screen.findByRole('button', { name: /Environment/ });
    expect(field).toHaveTextContent('Choose an environment');
    expect(await axe(container)).toHaveNoViolations();

    await user.click(field);
    expect(
      screen.getAllByRole('option').map(option => option.textContent),
    ).toEqual([
      'productionAccount 111122223333, eu-central-1',
      'stagingAccount 111122223333, eu-central-1',
    ]);
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');

    expect(values).toEqual(['staging']);
    expect(field).toHaveTextContent('staging');
  });

  it('chooses the only one, in place of one of another source', async () => {
    const { values } = renderField(EnvironmentPicker, {
      ...inForm,
      api: apiOf(environment('other', 'demo'), environment('receipts', 'live')),
      value: 'demo',
    });

    await waitFor(() => expect(values).toEqual(['live']));
    expect(
      await screen.findByRole('button', { name: /Environment/ }),
    ).toHaveTextContent('live');
  });

  it('gives up one that the source does not have where there are several, and says what is wrong', async () => {
    const { values } = renderField(EnvironmentPicker, {
      options: { source: 'receipts' },
      api: several,
      value: 'demo',
      errors: ['must be chosen'],
    });

    await waitFor(() => expect(values).toEqual([undefined]));
    expect(await screen.findByText('must be chosen')).toBeVisible();
  });

  it('waits for the source', async () => {
    renderField(EnvironmentPicker, {
      api: {
        getSources: async () => ({ items: [], totalItems: 2, pageInfo: {} }),
      },
    });

    expect(await screen.findByRole('note')).toHaveTextContent(
      'Choose the source first',
    );
  });

  it('says where environments come from when the source has none, and keeps none of another source', async () => {
    const { values } = renderField(EnvironmentPicker, {
      options: { source: 'receipts' },
      api: apiOf(environment('other', 'demo')),
      value: 'demo',
    });

    expect(await screen.findByRole('note')).toHaveTextContent(
      'configure one under baseImages.sources.receipts.environments.',
    );
    expect(values).toEqual([undefined]);
  });
});
