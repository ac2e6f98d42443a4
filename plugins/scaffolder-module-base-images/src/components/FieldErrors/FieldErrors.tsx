import { Text } from '@backstage/ui';

/** What is wrong with the value of a field. */
export function FieldErrors(props: { id: string; errors?: string[] }) {
  const { id, errors = [] } = props;

  return (
    <div id={id} aria-live="polite">
      {[...new Set(errors)].map(error => (
        <Text key={error} as="p" variant="body-small" color="danger">
          {error}
        </Text>
      ))}
    </div>
  );
}
