import {
  BaseImagesApi,
  EntityFreshness,
  Rebuild,
} from '@base-images/backstage-plugin-base-images-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe, toHaveNoViolations } from 'jest-axe';
import {
  buildsOf,
  dependentStep,
  digestOf,
  entityFreshness,
  environmentFreshness,
  planStep,
  rebuildOf,
  rebuildStep,
  renderFreshness,
  responseError,
  staleImage,
} from '../../__testUtils__';

expect.extend(toHaveNoViolations);

const done = rebuildOf({
  state: 'done',
  steps: [
    rebuildStep(planStep(), 'done'),
    rebuildStep(dependentStep(), 'done', { reused: true }),
  ],
});

const failed = rebuildOf({
  state: 'failed',
  message: 'receipt-label: exit status 1',
  steps: [
    rebuildStep(planStep(), 'failed', { message: 'exit status 1', attempt: 2 }),
    rebuildStep(dependentStep(), 'blocked', {
      message: 'receipt-label, which it stands on, was not built',
    }),
  ],
});

/** Renders the card while the first of the rebuilds goes on; each look sees the next, and the last one again and again. */
function renderRebuild(
  rebuilds: Rebuild[],
  api: Partial<BaseImagesApi> = {},
  rights: Partial<EntityFreshness['environments'][number]> = {},
) {
  const left = [...rebuilds];
  const [first] = rebuilds;
  const getRebuild = jest.fn(async () =>
    left.length > 1 ? left.shift()! : left[0],
  );
  const getEntityFreshness = jest.fn(async () =>
    entityFreshness(
      environmentFreshness({
        ...rights,
        images: [
          staleImage({
            building:
              first.state === 'running'
                ? { rebuildId: first.id, stepId: first.steps[0].id }
                : null,
          }),
        ],
      }),
    ),
  );
  const view = renderFreshness(getEntityFreshness, {
    getRebuilds: async () => ({
      items: [first],
      totalItems: 1,
      pageInfo: {},
    }),
    getRebuild,
    getBuilds: async () => buildsOf(first),
    ...api,
  });
  return { ...view, getRebuild, getEntityFreshness };
}

async function findStatus(text: string | RegExp) {
  return screen.findByText(text, { selector: '[role="status"]' });
}

describe('RebuildProgress', () => {
  it('says that a function is being deployed once it has been told to change', async () => {
    renderRebuild([
      rebuildOf({
        deploys: [
          {
            functionName: 'production-upload',
            stepId: dependentStep().id,
            fromDigest: digestOf('e'),
            state: 'planned',
            message: 'production-upload is being changed right now.',
          },
        ],
      }),
    ]);
    expect(
      await screen.findByRole('list', { name: 'Functions (1)' }),
    ).toHaveTextContent(
      'Being deployedproduction-uploadproduction-upload is being changed right now.',
    );
  });

  it('shows each step of a rebuild that goes on, and who started it', async () => {
    const { container } = renderRebuild([
      rebuildOf({
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
    ]);

    expect(
      await findStatus('Rebuild in production: Running, 0 of 2 images done'),
    ).toBeInTheDocument();
    expect(screen.getByRole('list', { name: 'Wave 1 (1)' })).toHaveTextContent(
      /^Being builtreceipt-label.*Phase BUILD$/,
    );
    expect(screen.getByRole('list', { name: 'Wave 2 (1)' })).toHaveTextContent(
      /^Waits for what it stands onupload/,
    );
    expect(
      screen.getByRole('list', { name: 'Functions (1)' }),
    ).toHaveTextContent('Waits for the imagesproduction-upload');
    expect(
      screen.getByRole('link', {
        name: /^Build of receipt-label, linux\/arm64 in the console/,
      }),
    ).toHaveAttribute(
      'href',
      'https://console.example.com/builds/build-of-receipt-label',
    );
    expect(screen.getByText(/^Started by/)).toHaveTextContent(
      /ada .+ ago, revision 0123456789ab$/,
    );
    expect(await axe(container)).toHaveNoViolations();
  });

  it('follows it to its end, then reads the freshness again', async () => {
    const { getRebuild, getEntityFreshness } = renderRebuild([
      rebuildOf(),
      rebuildOf(),
      done,
    ]);

    await findStatus(/Running, 0 of 2/);
    const reads = getEntityFreshness.mock.calls.length;
    expect(
      await screen.findByText(
        'Rebuild in production: Done, 2 of 2 images done',
        {},
        { timeout: 8_000 },
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('The image was there already')).toBeVisible();
    await waitFor(() =>
      expect(getEntityFreshness.mock.calls.length).toBeGreaterThan(reads),
    );
    const looks = getRebuild.mock.calls.length;
    await act(() => new Promise(resolve => setTimeout(resolve, 3_500)));
    expect(getRebuild).toHaveBeenCalledTimes(looks);

    await userEvent.click(screen.getByRole('button', { name: 'Hide' }));
    expect(screen.queryByRole('progressbar')).not.toBeInTheDocument();
  });

  it('stops to look when the card is left', async () => {
    let signal: AbortSignal | undefined;
    const { unmount } = renderRebuild([rebuildOf()], {
      getBuilds: async (_, options) => {
        signal = options?.signal;
        return [];
      },
    });
    await findStatus(/Running/);

    unmount();
    expect(signal?.aborted).toBe(true);
  });

  it('says what a queued rebuild waits for', async () => {
    renderRebuild([rebuildOf({ state: 'queued' })]);

    expect(
      await screen.findByText(
        'It begins once another rebuild in production has ended.',
      ),
    ).toBeVisible();
  });

  it('cancels it once that is confirmed, and keeps the focus', async () => {
    const user = userEvent.setup();
    let seen = rebuildOf({ state: 'queued' });
    let answer = () => {};
    const cancelRebuild = jest
      .fn()
      .mockRejectedValueOnce(
        await responseError(403, 'NotAllowedError', 'You may not do this'),
      )
      .mockImplementationOnce(async () => {
        await new Promise<void>(resolve => {
          answer = resolve;
        });
        seen = rebuildOf({ state: 'queued', cancelRequested: true });
        return seen;
      });
    renderRebuild([seen], { cancelRebuild, getRebuild: async () => seen });

    await user.click(
      await screen.findByRole('button', { name: 'Cancel the rebuild' }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Cancel the rebuild?',
    });
    expect(cancelRebuild).not.toHaveBeenCalled();
    const confirm = within(dialog).getByRole('button', {
      name: 'Cancel the rebuild',
    });
    await user.click(confirm);
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'You may not do this',
    );
    await user.click(confirm);
    expect(confirm).toHaveAccessibleName(/^Cancelling…/);
    expect(confirm).toHaveAttribute('aria-disabled', 'true');
    expect(confirm).toHaveFocus();
    answer();

    expect(await screen.findByText(/^It is being cancelled/)).toBeVisible();
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: /^Cancelling…/ }),
      ).toHaveFocus(),
    );
    seen = rebuildOf({ state: 'cancelled', cancelRequested: true });
    expect(
      await screen.findByText('Cancelled', {}, { timeout: 8_000 }),
    ).toBeVisible();
    expect(
      screen.getByRole('heading', { level: 5, name: 'Rebuild' }),
    ).toHaveFocus();
  });

  it('shows what the backend answers before it looks again', async () => {
    const user = userEvent.setup();
    let look = async () => rebuildOf();
    renderRebuild([rebuildOf()], {
      cancelRebuild: async () => {
        look = () => new Promise(() => {});
        return rebuildOf({ cancelRequested: true });
      },
      getRebuild: () => look(),
    });
    await user.click(
      await screen.findByRole('button', { name: 'Cancel the rebuild' }),
    );
    await user.click(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Cancel the rebuild',
      }),
    );
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );

    expect(screen.getByRole('button', { name: /^Cancelling…/ })).toBeVisible();
  });

  it('lets those cancel who may, and tells the others what it needs', async () => {
    const { unmount } = renderRebuild(
      [rebuildOf()],
      {},
      { mayRebuild: false, mayCancel: true },
    );
    expect(
      await screen.findByRole('button', { name: 'Cancel the rebuild' }),
    ).toBeEnabled();
    expect(
      screen.getByRole('button', { name: 'Rebuild in production' }),
    ).toBeDisabled();
    unmount();

    renderRebuild([rebuildOf()], {}, { mayRebuild: true, mayCancel: false });
    expect(
      await screen.findByText(/permission base-images\.rebuild\.cancel\./),
    ).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Cancel the rebuild' }),
    ).not.toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Rebuild in production' }),
    ).toBeEnabled();
  });

  it('offers no other try to those who may not start rebuilds', async () => {
    renderRebuild([failed], {}, { mayRebuild: false });

    expect(await screen.findByRole('button', { name: 'Hide' })).toBeEnabled();
    expect(
      screen.queryByRole('button', { name: 'Try again' }),
    ).not.toBeInTheDocument();
  });

  it('says why a rebuild failed, and tries it again', async () => {
    const user = userEvent.setup();
    let answer = () => {};
    const retryRebuild = jest
      .fn()
      .mockRejectedValueOnce(
        await responseError(409, 'ConflictError', 'Another one goes on'),
      )
      .mockImplementationOnce(async () => {
        await new Promise<void>(resolve => {
          answer = resolve;
        });
        return rebuildOf();
      });
    const deploys = [
      {
        functionName: 'production-upload',
        stepId: dependentStep().id,
        fromDigest: digestOf('e'),
        state: 'planned' as const,
        message: null,
      },
    ];
    const ended = { ...failed, deploys };
    renderRebuild([ended, ended, rebuildOf()], {
      retryRebuild,
    });

    expect(
      await screen.findByText('receipt-label: exit status 1'),
    ).toBeVisible();
    expect(screen.getByText('Attempt 2 · exit status 1')).toBeVisible();
    expect(
      screen.getByText('receipt-label, which it stands on, was not built'),
    ).toBeVisible();
    expect(
      screen.getByRole('list', { name: 'Functions (1)' }),
    ).toHaveTextContent('Not deployedproduction-upload');
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Another one goes on',
    );
    const again = screen.getByRole('button', { name: 'Try again' });
    await user.click(again);
    expect(again).toHaveAccessibleName(/^Trying again…/);
    answer();

    expect(await findStatus(/Running/)).toBeInTheDocument();
    expect(retryRebuild).toHaveBeenLastCalledWith(failed.id);
  });

  it('shows of many steps those first that want to be looked at', async () => {
    const states = Array.from({ length: 20 }, (_, index) => {
      if (index === 17) {
        return 'failed';
      }
      return index === 18 ? 'running' : 'done';
    });
    renderRebuild([
      rebuildOf({
        steps: states.map((state, index) =>
          rebuildStep(
            planStep({
              id: `step-${index}`,
              name: index === 0 ? 'receipt-label' : `image-${index}`,
            }),
            state,
          ),
        ),
      }),
    ]);

    const list = await screen.findByRole('list', { name: 'Images (20)' });
    const items = within(list).getAllByRole('listitem');
    expect(items).toHaveLength(10);
    expect(items[0]).toHaveTextContent(/^Failedimage-17/);
    expect(items[1]).toHaveTextContent(/^Being builtimage-18/);
    expect(items[2]).toHaveTextContent(/^Donereceipt-label/);
  });

  it('shows no rebuild that is about other images only', async () => {
    const { getRebuild } = renderRebuild([
      rebuildOf({
        state: 'failed',
        steps: [rebuildStep(planStep({ name: 'other' }), 'failed')],
      }),
    ]);

    await waitFor(() => expect(getRebuild).toHaveBeenCalled());
    expect(
      screen.queryByRole('heading', { name: 'Rebuild' }),
    ).not.toBeInTheDocument();
  });

  it.each([
    [503, 'ServiceUnavailableError', 'could not be read, and is asked for'],
    [404, 'NotFoundError', 'cannot be followed any more'],
  ])('tells of a %p while it looks', async (status, name, text) => {
    renderRebuild([rebuildOf()], {
      getBuilds: async () => {
        throw await responseError(status, name, 'Because of reasons');
      },
    });

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(text);
    expect(alert).toHaveTextContent('Because of reasons');
  });
});
