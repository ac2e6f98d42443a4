import {
  BaseImagesApi,
  StartedRebuild,
} from '@base-images/backstage-plugin-base-images-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe, toHaveNoViolations } from 'jest-axe';
import {
  dependentStep,
  digestOf,
  entityFreshness,
  environmentFreshness,
  planStep,
  rebuildOf,
  rebuildPlan,
  renderFreshness,
  responseError,
  staleImage,
} from '../../__testUtils__';

expect.extend(toHaveNoViolations);

const image = {
  kind: 'base-image',
  name: 'receipt-label',
  platform: 'linux/arm64',
};

const started: StartedRebuild = { rebuild: rebuildOf(), outcome: 'started' };

async function openDialog(api: Partial<BaseImagesApi>) {
  const user = userEvent.setup();
  renderFreshness(
    entityFreshness(environmentFreshness({ images: [staleImage()] })),
    {
      getRebuild: async () => rebuildOf(),
      getBuilds: async () => [],
      ...api,
    },
  );
  const button = await screen.findByRole('button', {
    name: 'Rebuild in production',
  });
  await user.click(button);
  const dialog = await screen.findByRole('dialog', {
    name: 'Rebuild in production',
  });
  return { user, button, dialog };
}

function startButton() {
  return screen.getByRole('button', { name: 'Start the rebuild' });
}

describe('RebuildButton', () => {
  it('shows what would be built in which order and why, before anything is started', async () => {
    const planRebuild = jest.fn(async () =>
      rebuildPlan({
        refused: [
          {
            kind: 'lambda',
            name: 'places',
            platform: 'linux/amd64',
            message: 'The registry does not answer.',
          },
        ],
        deploys: [
          {
            functionName: 'production-upload',
            stepId: dependentStep().id,
            fromDigest: digestOf('e'),
            state: 'planned',
            message: null,
          },
        ],
      }),
    );
    const startRebuild = jest.fn();
    const { dialog } = await openDialog({ planRebuild, startRebuild });

    expect(await screen.findByText('2 images will be built')).toBeVisible();
    expect(screen.getByRole('list', { name: 'Wave 1 (1)' })).toHaveTextContent(
      /^receipt-label base image, linux\/arm64The package receipt-dynamo changed/,
    );
    expect(screen.getByRole('list', { name: 'Wave 2 (1)' })).toHaveTextContent(
      'upload Lambda, linux/arm64The base image receipt-label has to be built anew first',
    );
    expect(
      screen.getByRole('list', { name: 'Cannot be built (1)' }),
    ).toHaveTextContent('The registry does not answer.');
    expect(
      screen.getByRole('list', {
        name: 'Functions that will then run the new images (1)',
      }),
    ).toHaveTextContent('production-upload');
    expect(planRebuild).toHaveBeenCalledWith(
      { sourceId: 'receipts', environment: 'production' },
      { images: [image], force: false, withoutDependents: false },
      expect.anything(),
    );
    expect(startRebuild).not.toHaveBeenCalled();
    expect(await axe(dialog)).toHaveNoViolations();
  });

  it('plans anew for what the user chooses, and starts just that', async () => {
    const planRebuild = jest.fn(async () =>
      rebuildPlan({ steps: [planStep()] }),
    );
    const startRebuild = jest.fn(async () => started);
    const { user } = await openDialog({ planRebuild, startRebuild });

    await user.click(
      screen.getByRole('checkbox', { name: 'Also build what stands on it' }),
    );
    await user.click(
      screen.getByRole('checkbox', { name: /even though it is fresh/ }),
    );
    expect(await screen.findByText('1 image will be built')).toBeVisible();
    await user.click(startButton());

    const request = { images: [image], force: true, withoutDependents: true };
    expect(planRebuild).toHaveBeenLastCalledWith(
      expect.anything(),
      request,
      expect.anything(),
    );
    expect(startRebuild).toHaveBeenCalledWith({
      sourceId: 'receipts',
      environment: 'production',
      ...request,
      requestKey: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });

  it('shows the rebuild once it is started, and gives the focus back', async () => {
    let answer = () => {};
    const { user, button } = await openDialog({
      planRebuild: async () => rebuildPlan(),
      startRebuild: async () => {
        await new Promise<void>(resolve => {
          answer = resolve;
        });
        return started;
      },
    });
    await screen.findByText('2 images will be built');
    const start = startButton();
    await user.click(start);
    expect(start).toHaveAccessibleName(/^Starting…/);
    expect(start).toHaveAttribute('aria-disabled', 'true');
    answer();

    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(
      await screen.findByRole('progressbar', { name: 'Rebuild' }),
    ).toBeInTheDocument();
    await waitFor(() => expect(button).toHaveFocus());
  });

  it('closes with the keyboard without starting anything', async () => {
    const { user, button } = await openDialog({
      planRebuild: async () => rebuildPlan(),
    });

    await user.keyboard('{Escape}');

    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    await waitFor(() => expect(button).toHaveFocus());
  });

  it('has nothing to start where all is fresh', async () => {
    await openDialog({ planRebuild: async () => rebuildPlan({ steps: [] }) });

    expect(await screen.findByText('There is nothing to build')).toBeVisible();
    expect(screen.getByText('Everything here is fresh already.')).toBeVisible();
    expect(startButton()).toBeDisabled();
  });

  it('waits for the plan, and tells why there is none', async () => {
    const planRebuild = jest
      .fn()
      .mockRejectedValueOnce(
        await responseError(503, 'ServiceUnavailableError', 'Not ready yet'),
      )
      .mockReturnValueOnce(new Promise(() => {}));
    const { user, dialog } = await openDialog({ planRebuild });

    const alert = await within(dialog).findByRole('alert');
    expect(alert).toHaveTextContent('There is no plan');
    expect(alert).toHaveTextContent('Not ready yet');
    expect(startButton()).toBeDisabled();
    await user.click(within(alert).getByRole('button', { name: 'Retry' }));
    expect(
      await screen.findByText('Working out what has to be built'),
    ).toBeInTheDocument();
  });

  it('starts the same rebuild when it is tried again after a failure', async () => {
    const startRebuild = jest
      .fn()
      .mockRejectedValueOnce(new TypeError('Failed to fetch'))
      .mockResolvedValueOnce({ rebuild: null, outcome: 'nothing' });
    const { user } = await openDialog({
      planRebuild: async () => rebuildPlan(),
      startRebuild,
    });
    await screen.findByText('2 images will be built');
    await user.click(startButton());

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Failed to fetch',
    );
    await user.click(startButton());

    expect(await screen.findByText(/so nothing was started\.$/)).toBeVisible();
    const [[first], [second]] = startRebuild.mock.calls;
    expect(second.requestKey).toBe(first.requestKey);
  });
});
