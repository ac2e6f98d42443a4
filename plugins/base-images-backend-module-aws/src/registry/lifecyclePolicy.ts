/**
 * Rules that keep repositories small without ever taking a committed image away: a rule shields what it matches from those
 * after it, so the first one, with a count that is never reached, is for `src-` tags (Amazon ECR User Guide, "How a lifecycle
 * policy works").
 */
export function lifecyclePolicy(): object {
  const expire = { type: 'expire' };
  return {
    rules: [
      {
        rulePriority: 1,
        description: 'Committed images stay',
        selection: {
          tagStatus: 'tagged',
          tagPrefixList: ['src-'],
          countType: 'imageCountMoreThan',
          countNumber: 9_999,
        },
        action: expire,
      },
      {
        rulePriority: 2,
        description: 'Builds that were not committed',
        selection: {
          tagStatus: 'tagged',
          tagPrefixList: ['b-'],
          countType: 'sinceImagePushed',
          countUnit: 'days',
          countNumber: 7,
        },
        action: expire,
      },
      {
        rulePriority: 3,
        description: 'Images without a tag',
        selection: {
          tagStatus: 'untagged',
          countType: 'sinceImagePushed',
          countUnit: 'days',
          countNumber: 14,
        },
        action: expire,
      },
    ],
  };
}
