import { BaseImageEntityCoverage } from '@base-images/backstage-plugin-base-images-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { baseImagesTranslationRef } from '../../translation';
import { FactList } from '../FactList';
import { LinkName } from '../LinkName';

/** What a base image is, and what it stands on. */
export function BaseImageFacts(props: { baseImage: BaseImageEntityCoverage }) {
  const { parentBaseImage, parentImage, python, platforms, include } =
    props.baseImage;
  const { t } = useTranslationRef(baseImagesTranslationRef);
  const upstream = {
    name: t('facts.parent'),
    value:
      parentImage === null ? t('facts.unknown') : <code>{parentImage}</code>,
  };

  return (
    <FactList
      facts={[
        ...(parentBaseImage === null
          ? []
          : [
              {
                name: t('baseImageCard.parent'),
                value: <LinkName link={parentBaseImage} />,
              },
            ]),
        upstream,
        { name: t('facts.python'), value: python ?? t('facts.unknown') },
        {
          name: t('facts.platforms'),
          value:
            platforms.length > 0 ? platforms.join(', ') : t('facts.notStated'),
        },
        {
          name: t('baseImageCard.include.title'),
          value: t(`baseImageCard.include.${include}`),
        },
      ]}
    />
  );
}
