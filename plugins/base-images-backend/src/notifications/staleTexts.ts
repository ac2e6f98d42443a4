import { FreshnessReason } from '@base-images/backstage-plugin-base-images-common';
import {
  AssessedImage,
  SourceEnvironment,
} from '@base-images/backstage-plugin-base-images-node';
import { NamedImage } from './ImageOwners';
import { listNames } from './listNames';
import { plainName } from './plainName';
import { StaleNews } from './StaleImages';
import { NotificationText } from './toNotification';

/** What to tell each owner of new stale images: all of theirs that are stale, the new ones first. */
export function staleTexts(
  { sourceId, id }: SourceEnvironment,
  { due, told }: Pick<StaleNews, 'due' | 'told'>,
  images: ReadonlyMap<string, NamedImage>,
): NotificationText[] {
  const ownersOf = ({ node }: AssessedImage) =>
    images.get(node.id)?.owners ?? [];
  const owners = [...new Set(due.flatMap(ownersOf))].sort();
  return owners.map(recipient => {
    const own = [...due, ...told].filter(image =>
      ownersOf(image).includes(recipient),
    );
    const named = own.map(image => {
      const { name } = images.get(image.node.id)!;
      return `${name} (${describeReasons(image.reasons)})`;
    });
    return {
      recipient,
      about: `${sourceId}/${id}/stale`,
      topic: 'stale',
      severity: 'normal',
      title: `${
        own.length === 1 ? '1 image is' : `${own.length} images are`
      } stale: ${sourceId} in ${id}`,
      description: `${listNames(named)}.`,
      link: images.get(own[0].node.id)!.link,
    };
  });
}

function describeReasons([first, ...more]: readonly FreshnessReason[]): string {
  if (!first) {
    return 'it changed';
  }
  const text = describeReason(first);
  return more.length > 0 ? `${text}, and ${more.length} more` : text;
}

/** Only packages are named: what else there is can be anything, such as an address. */
function describeReason({ kind, subject }: FreshnessReason): string {
  switch (kind) {
    case 'package':
      return `package ${plainName(subject)} changed`;
    case 'dependency':
      return 'its dependencies changed';
    case 'dockerfile':
      return 'its Dockerfile changed';
    case 'parent':
      return 'what it stands on changed';
    case 'requirements':
      return 'its packages changed';
    case 'age':
      return 'it is too old';
    default:
      return 'its files changed';
  }
}
